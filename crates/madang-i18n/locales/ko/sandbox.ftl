# 시험용 결제 대행사의 카드 화면

sandbox-title = 시험용 카드 인증
sandbox-test = 시험용 화면입니다. 실제 카드 번호를 입력하지 마세요. 아래 시험용 카드만 받으며 실제로 청구하지 않습니다.
sandbox-number = 카드 번호
sandbox-expiry = 유효기간 (MM/YY)
sandbox-gender = 성별
sandbox-male = 남
sandbox-female = 여
sandbox-birth = 생년월일 (YYMMDD)
sandbox-verify = 인증하기
sandbox-cancel = 취소
sandbox-cards = 시험용 카드
sandbox-card-success = 인증과 결제 성공
sandbox-card-declined = 인증 거절
sandbox-card-charge-declined = 인증은 성공, 결제는 한도 부족으로 거절
sandbox-card-timeout = 처리되지만 응답이 없음
sandbox-card-slow = 5초 뒤에 인증 완료
sandbox-card-duplicate = 인증 결과를 두 번 전달
sandbox-not-a-test-card = 아래의 시험용 카드 번호만 사용할 수 있습니다.
sandbox-expiry-wrong = 유효기간을 MM/YY로 입력해 주세요.
sandbox-birth-wrong = 성별과 생년월일 6자리를 입력해 주세요.
sandbox-twice = 인증 결과를 두 번 전달하고 있습니다.
sandbox-back = 돌아가기
