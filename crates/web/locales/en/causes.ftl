# Why something outside did not work, one sentence each.

cause_gone = The server says it is gone for good.
cause_not_found = The server has nothing at this address.
cause_login_required = The server asks for a login or a payment.
cause_refused = The server refuses us.
cause_wall = A wall against robots stands before the server.
cause_rate_limited = The server asks us to come less often.
cause_server_error = The server is in trouble.
cause_unexpected_status = The server gave an answer we cannot use.
cause_unknown_host = There is no server of that name.
cause_unreachable = Nobody answers at this address.
cause_tls = The certificate of the server is expired or not valid for its name.
cause_timeout = The server took too long.
cause_interrupted = The connection broke off in the middle.
cause_too_large = It is larger than what we read.
cause_too_many_redirects = The address leads in circles.
cause_forbidden_address = The address leads into a private network.
cause_bad_address = This is not an address we can fetch.
cause_robots = The site asks robots to stay away from it.
cause_not_a_feed = What came is not a feed.
cause_not_a_page = What came is not a page of text.
cause_no_article = The page holds no article.
cause_internal = Something went wrong on our side; the log says what.
