notice-approval-waiting = [{ $number }] { $title }: 결재를 기다립니다.
