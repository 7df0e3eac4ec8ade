organizations-code = 회원사 코드
sign-up-organization-code-help = 소속 회사에서 받은 코드가 있으면 입력합니다. 가입하면서 그 회원사에 소속됩니다. 없으면 비워 두세요.

holds-organization = 회원님이 유일한 소유자인 회원사가 있습니다. 소유자를 다른 사람에게 이전해 주세요.
holds-projects = 개인 회원사에 프로젝트가 있습니다. 프로젝트를 모두 삭제해 주세요.
holds-orders = 진행 중인 신청이 있습니다. 신청을 회수하거나 취소해 주세요.
blocker-department = 하위 부서
blocker-people = 소속된 사람
