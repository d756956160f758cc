# Relative times. Beyond a week a date says more than a count of days.

just_now = just now
minutes_ago = { $n } min ago
hours_ago =
    { $n ->
        [one] { $n } hour ago
       *[other] { $n } hours ago
    }
days_ago =
    { $n ->
        [one] yesterday
       *[other] { $n } days ago
    }
any_moment = any moment
in_minutes = in { $n } min
in_hours =
    { $n ->
        [one] in { $n } hour
       *[other] in { $n } hours
    }
in_days =
    { $n ->
        [one] tomorrow
       *[other] in { $n } days
    }
never = never
