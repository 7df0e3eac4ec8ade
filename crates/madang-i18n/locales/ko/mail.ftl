mail-password-expired-subject = [{ $product }] 새 비밀번호를 설정해 주세요
mail-password-expired-body =
    { $name }님, 운영자가 { $login_id } 계정의 비밀번호를 초기화했습니다.

    기존 비밀번호는 더 이상 사용할 수 없으며, 모든 기기에서 로그아웃되었습니다. { $minutes }분 안에 아래 버튼을 눌러 새 비밀번호를 설정해 주세요.

    시간이 지났다면 로그인 화면의 비밀번호 찾기를 이용해 주세요.
mail-password-expired-button = 새 비밀번호 설정
