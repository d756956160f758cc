# Pages that say why there is no page.

error_status = Error { $status }
error_home = To the front page
error_river = To the river
not_found_title = No such page
not_found_text = Nothing stands at this address. It may have been mistyped, or what stood here was old and has been cleared away.
gone_title = Withdrawn
gone_text = Its publisher took this article back, so nothing of it is kept here.
bad_request_title = We could not read this address
bad_request_text = The part after the question mark is not one of ours.
too_long_title = This address is too long
too_long_text = No address of ours is that long.
bad_method_title = That cannot be done here
bad_method_text = This address can be read, and nothing else.
internal_title = Something broke here
internal_text = The fault is ours and has been written to the log. Trying again may help.
unavailable_title = Stopped press
unavailable_text = The newspaper cannot reach its archive just now. Please try again in a minute.
too_slow_title = This took too long
too_slow_text = The newspaper is very busy just now. Please try again in a minute.
