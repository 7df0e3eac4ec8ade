notice-approval-waiting = [{ $number }] { $title } is waiting for your decision.
