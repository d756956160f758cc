# Search: its box, its results, its operators, what was odd about a query.

search_title = Search
search_label = Search all articles
search_button = Search
search_for = Search for { $query }
search_like = Articles like “{ $headline }”
search_best = Best first
search_newest = Newest first
search_order = Order
search_more = More results
search_first = Back to the first
search_none = Nothing was found.
search_none_hint = Fewer or other words may find more. A word is found in all its forms; a name needs its usual spelling.
search_others =
    { $n ->
        [one] { $n } more report of this story was found.
       *[other] { $n } more reports of this story were found.
    }
search_see_hashtag = See everything with { $tag }
search_operators = What one can ask
operator_words = All of these words, in any of their forms
operator_phrase = These words, one after the other
operator_or = One of the two
operator_not = Without that word
operator_group = Parentheses hold together what belongs together
operator_prefix = Words that begin so
operator_title = With the word in the headline
operator_author = By an author of that name
operator_publisher = From a publisher of that name
operator_hashtag = With the hashtag
operator_language = In that language
operator_section = In that section
operator_genre = Of that kind: news, analysis, opinion, sponsored, press-release, satire, live
operator_date = On that day, in that month or year
operator_after = In the last seven days, or since a date
operator_before = Before that date
problem_operator = There is no operator { $name }; it was searched for as words.
problem_no_value = Nothing follows { $name }; it was searched for as a word.
problem_date = { $text } is no day, month, year or span such as 7d; it was searched for as words.
problem_language = { $text } is no language code such as de; it was searched for as words.
problem_section = There is no section { $text }; it was searched for as words.
problem_genre = There is no kind { $text }; it was searched for as words.
problem_quote = A quotation mark has no partner; the phrase was taken to run to the end.
problem_parenthesis = A parenthesis has no partner and was left out.
problem_or = OR needs something on both sides and was left out.
problem_long = The question was too long and was cut.
problem_many = The question has too many parts; the last ones were left out.
problem_deep = Parentheses stand too deep inside each other; the innermost were left out.
