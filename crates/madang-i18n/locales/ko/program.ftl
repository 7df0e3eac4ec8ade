# 터미널에서 읽는 글: 시작 화면, 설정 오류, 점검, 백업, 관리 명령.

## 설정
config-unusable = 설정 { $count }곳을 고쳐야 합니다.
config-unreadable = 설정을 읽을 수 없습니다: { $error }
config-no-file = 설정 파일을 읽을 수 없습니다({ $file }): { $error }
config-no-toml = TOML 형식이 아닙니다: { $error }
config-unknown = { $key }: 없는 설정입니다.
config-unknown-nearest = { $key }: 없는 설정입니다. 비슷한 설정: { $nearest }
config-underscores = { $key }: 없는 설정입니다. 구분에는 밑줄 두 개를 씁니다: { $nearest }
config-is-section = { $key }: 설정 묶음의 이름이므로 값을 줄 수 없습니다.
config-no-table = { $key }: TOML 표로 써야 합니다. 예: {"{"} name = "value" {"}"}
config-wrong-type = { $key }: 값의 형식이 다릅니다. 필요한 값: { $expected }, 입력한 값: { $found }
config-expected-text = 글자
config-expected-number = { $least }~{ $most } 사이의 정수
config-expected-flag = true 또는 false
config-expected-choice = 다음 중 하나({ $words })
config-expected-list = 글자 목록
config-expected-table = 이름별 글자 표
config-found-text = 글자
config-found-number = 숫자
config-found-flag = 참/거짓
config-found-list = 목록
config-found-table = 표
config-found-other = 다른 형식의 값
config-listen = 주소:포트 형식이어야 합니다. 예: 127.0.0.1:8080
config-public-url = https://로 시작하는 웹 주소여야 합니다.
config-public-url-path = 경로가 없는 주소여야 합니다. 예: https://cloud.example.com
config-public-url-https = 이 컴퓨터 밖에서 접속하는 주소는 https여야 합니다.
config-proxies = IP 주소의 목록이어야 합니다.
config-database-plain = 다른 서버와 암호화하지 않거나 인증서를 확인하지 않고 연결할 수 있습니다. ?sslmode=verify-full을 붙여 주세요.
config-database-url = postgres:// 또는 sqlite:로 시작해야 합니다.
config-filter = 로그 필터로 읽을 수 없습니다. 예: info,madang_jobs=debug
config-name = 1~60자여야 합니다.
config-accent = #rrggbb 형식의 색이어야 합니다. 예: #0b57d0
config-email = 이메일 주소여야 합니다.
config-zone = IANA 시간대 이름이어야 합니다. 예: Asia/Seoul
config-least-most = 최솟값보다 작을 수 없습니다.
config-rotate = session.idle_minutes보다 길 수 없습니다.
config-range = { $least }~{ $most } 사이여야 하는데 { $found }입니다.
config-smtp-plain = none은 이 컴퓨터에 있는 메일 서버에만 쓸 수 있습니다. starttls 또는 tls로 바꾸십시오.
config-host = 비워 둘 수 없습니다.
config-smtp-password = mail.smtp.user 없이 비밀번호만 있습니다.
config-gateway-url = SMS를 http로 보내려면 게이트웨이의 웹 주소가 필요합니다.
config-gateway-https = 이 컴퓨터 밖의 게이트웨이는 https여야 합니다.
config-gateway-field = 값에 { $mark } 표시가 있는 필드가 하나는 있어야 합니다.
config-file = 설정 파일: { $file }
config-without-file = 설정 파일 없음
config-default = 기본값
config-not-set = 설정하지 않음

## 시작
start-running = { $product } 서비스를 시작했습니다.
start-address = 주소
start-outbox = 보낸 메일과 SMS
start-first-operator = 첫 운영자 계정을 만들었습니다. 비밀번호는 지금 한 번만 표시됩니다.
start-id = 아이디
start-password = 비밀번호
start-change-password = 처음 로그인할 때 비밀번호를 변경해야 합니다.
start-dev = 개발 모드입니다. 보낸 메일과 SMS를 누구나 볼 수 있으므로 실제 서비스에는 쓰지 마십시오.
start-address-used = { $address } 주소로 접속을 받을 수 없습니다. 다른 프로그램이 쓰고 있으면 --listen으로 다른 포트를 정하십시오.
start-no-role = { $role }: 없는 역할입니다. console, api, worker 중에서 고르십시오.

## 키
key-missing = 데이터베이스에 암호화된 자료가 있는데 마스터 키 파일이 없습니다({ $file }). 백업에서 키를 되돌린 뒤 다시 시작하십시오. 새 키로는 자료를 열 수 없습니다.
key-open = 다른 사용자가 마스터 키를 읽을 수 있습니다({ $file }, 권한 { $mode }). 실행할 명령: chmod 600 { $file }
key-malformed = 마스터 키의 형식이 잘못되었습니다({ $file }). 16진수 64자리여야 합니다.
key-wrong = 이 데이터베이스의 마스터 키가 아닙니다({ $file }).
key-unreadable = 마스터 키를 읽을 수 없습니다({ $file }): { $error }
key-unwritable = 마스터 키를 만들 수 없습니다({ $file }): { $error }

## 데이터베이스
database-away = 데이터베이스에 연결할 수 없습니다.
database-older = 데이터베이스의 구조가 이 프로그램보다 오래되었습니다({ $had }/{ $known }). 먼저 madang migrate를 실행하십시오.
database-migrated = 데이터베이스 구조를 { $count }단계 갱신했습니다. 지금은 { $number }단계입니다.
database-current = 데이터베이스 구조가 최신입니다({ $number }단계).

## 점검
doctor-fine = 정상
doctor-note = 참고
doctor-warning = 주의
doctor-error = 오류
doctor-sum = 오류 { $errors }건, 주의 { $warnings }건
doctor-fix = 해결: { $fix }
doctor-settings = 설정
doctor-settings-fine = 모든 설정을 읽었습니다({ $file }).
doctor-file-open = 다른 사용자가 설정 파일을 읽을 수 있습니다({ $file }, 권한 { $mode }).
doctor-file-open-fix = 비밀번호가 들어 있다면 실행하십시오: chmod 600 { $file }
doctor-data = 데이터 폴더
doctor-data-fine = { $folder } 폴더에 쓸 수 있고 { $free } MiB가 남아 있습니다.
doctor-data-missing = { $folder } 폴더는 처음 시작할 때 만들어집니다. 남은 공간은 { $free } MiB입니다.
doctor-data-unwritable = { $folder } 폴더에 쓸 수 없습니다: { $error }
doctor-data-unwritable-fix = 폴더를 만들고 madang을 실행할 사용자에게 쓰기 권한을 주십시오.
doctor-data-low = { $folder } 폴더에 { $free } MiB만 남아 있습니다.
doctor-data-low-fix = 1024 MiB 이상 비워 두거나 server.data_dir을 더 큰 디스크로 옮기십시오.
doctor-logo = 로고
doctor-logo-fine = { $file } 파일을 씁니다.
doctor-logo-unusable = 로고 파일을 읽을 수 없거나 100 KiB보다 큽니다({ $file }).
doctor-logo-unusable-fix = product.logo에 100 KiB 이하의 SVG 또는 PNG 파일을 지정하십시오.
doctor-key = 마스터 키
doctor-key-fine = { $file } 파일을 소유자만 읽을 수 있습니다.
doctor-key-new = { $file } 파일은 처음 시작할 때 만들어집니다.
doctor-key-fix = 안내에 따라 키 파일을 바로잡으십시오.
doctor-database = 데이터베이스
doctor-database-fine = { $engine } 연결을 확인했습니다. 구조 { $had }/{ $known }단계입니다.
doctor-database-new = SQLite 파일은 처음 시작할 때 만들어집니다.
doctor-database-older-fix = madang migrate 또는 madang serve를 실행하면 갱신됩니다.
doctor-database-away = 연결할 수 없습니다: { $error }
doctor-database-away-fix = 데이터베이스 서버가 켜져 있는지, database.url의 주소와 계정이 맞는지 확인하십시오.
doctor-database-newer = { $error }
doctor-database-newer-fix = 데이터베이스보다 새로운 madang을 실행하십시오.
doctor-port = 접속 포트
doctor-port-fine = { $address } 주소를 쓸 수 있습니다.
doctor-port-ours = { $address } 주소에서 madang이 실행 중입니다.
doctor-port-used = { $address } 주소를 쓸 수 없습니다: { $error }
doctor-port-used-fix = 그 포트를 쓰는 프로그램을 멈추거나 server.listen을 바꾸십시오. 1024보다 작은 포트에는 권한이 필요합니다.
doctor-url = 공개 주소
doctor-url-fine = { $url }
doctor-url-none = 메일의 링크가 { $url } 주소로 만들어집니다. 다른 컴퓨터에서는 열 수 없습니다.
doctor-url-none-fix = 다른 사람이 쓸 서비스라면 server.public_url을 https 주소로 정하십시오.
doctor-mail = 메일
doctor-mail-outbox = 메일을 보내지 않고 보낸 메일함에만 둡니다.
doctor-mail-outbox-fix = 실제로 보내려면 mail.driver를 smtp로 정하십시오.
doctor-mail-fine = 메일 서버 연결과 로그인을 확인했습니다({ $host }:{ $port }).
doctor-mail-away = { $error }
doctor-mail-away-fix = mail.smtp의 주소, 포트, 보안 방식, 계정을 확인하십시오.
doctor-sms = SMS
doctor-sms-outbox = SMS를 보내지 않고 보낸 메일함에만 둡니다.
doctor-sms-outbox-fix = 실제로 보내려면 sms.driver를 http로 정하고 sms.gateway를 채우십시오.
doctor-sms-fine = { $host } 게이트웨이로 보냅니다. 시험 발송은 하지 않습니다.
doctor-clock = 시계
doctor-clock-fine = { $time } ({ $zone })
doctor-clock-wrong = 컴퓨터의 시각이 { $time }입니다. 프로그램이 만들어진 때보다 앞섭니다.
doctor-clock-wrong-fix = 시간 동기화(NTP)를 켜십시오.
doctor-memory = 메모리
doctor-memory-fine = 여유 메모리 { $free } MiB. 비밀번호를 한 번 확인할 때 { $each } MiB씩, 동시에 { $cores }번까지 씁니다.
doctor-memory-low = 여유 메모리가 { $free } MiB인데 비밀번호 확인에 최대 { $needed } MiB가 필요합니다.
doctor-memory-low-fix = 메모리를 늘리거나 password.memory_kib를 줄이십시오.
doctor-user = 실행 사용자
doctor-user-fine = 일반 사용자(UID { $uid })입니다.
doctor-user-root = root로 실행하고 있습니다.
doctor-user-root-fix = 전용 사용자를 만들어 실행하면 더 안전합니다.
doctor-machine = 이 컴퓨터
doctor-machine-cgroup-2 = cgroup v2
doctor-machine-cgroup-hybrid = cgroup v1과 v2 혼합
doctor-machine-cgroup-1 = cgroup v1
doctor-machine-cgroup-none = cgroup 없음
doctor-machine-facts = { $cgroup }, 사용자 네임스페이스 { $namespaces }, 코어 { $cores }개, 커널 { $kernel }
doctor-machine-namespaces-yes = 사용 가능
doctor-machine-namespaces-no = 사용 불가
doctor-tools = 실행 시 필요한 프로그램
doctor-tools-none = 없습니다. Node.js와 Chromium은 개발할 때만 씁니다.

## 백업
backup-done = { $file } 파일에 백업했습니다(표 { $tables }, 행 { $rows }, 파일 { $files }).
backup-secret = 이 파일에는 마스터 키와 개인정보가 들어 있습니다. 안전한 곳에 보관하십시오.
backup-exists = { $file } 파일이 이미 있습니다. 다른 이름을 쓰십시오.
backup-no-database = 백업할 데이터베이스가 없습니다.
restore-done = { $file } 파일을 복원했습니다. 백업과 같은지 확인했습니다(표 { $tables }, 행 { $rows }, 감사 기록 { $entries }).
restore-ended = 백업에 있던 로그인, 메일 링크, 인증번호는 모두 끝냈습니다. 모두 다시 로그인해야 합니다. API 토큰은 백업 당시 그대로 쓸 수 있습니다.
restore-incomplete = { $file } 파일은 잘렸거나 madang 백업이 아닙니다.
restore-altered = { $member }의 내용이 백업할 때와 다릅니다. 복원하지 않았습니다.
restore-unexpected = 백업에 있을 수 없는 항목이 있습니다: { $member }
restore-newer = 이 백업은 더 새로운 madang({ $version })에서 만들었습니다.
restore-database-full = 데이터베이스가 비어 있지 않습니다({ $table }). 빈 데이터베이스에만 복원할 수 있습니다.
restore-folder-full = { $file }: 이미 있습니다. 빈 데이터 폴더에만 복원할 수 있습니다.
restore-differs = 복원한 표 { $table }: 백업과 내용이 다릅니다. 복원하지 않았습니다.
restore-audit-broken = 복원한 감사 기록이 { $seq }번에서 끊어져 있습니다.

## 관리 명령
admin-created = 운영자 계정 { $id }: 만들었습니다.
admin-no-password = 표준 입력에 비밀번호가 없습니다.
admin-no-member = 아이디가 { $id }인 회원이 없습니다.
admin-unlocked = { $id }: 로그인 실패와 발송 횟수를 지웠습니다.
admin-made-password = 아래 비밀번호로 처음 로그인하면 비밀번호를 변경해야 합니다.
admin-password-given = { $id } 회원의 비밀번호를 지정했습니다. 로그인하면 먼저 변경해야 합니다. 기존 로그인과 토큰은 모두 끝났습니다.
admin-reset-link = { $id }: 아래 링크로 비밀번호를 바꿀 수 있습니다. { $minutes }분 동안 한 번만 쓸 수 있습니다.
admin-no-messages = 보낸 메시지가 없습니다.
admin-no-jobs = 실패한 작업이 없습니다.
admin-jobs-waiting = 대기 { $queued }, 실행 중 { $running }, 실패 { $dead }
admin-not-dev = 이 데이터 폴더의 서버가 --dev로 실행 중이 아니므로 캡차의 답을 알려 주지 않습니다.
admin-invalid = { $field }: { $error }
audit-holds = 감사 기록 { $entries }개가 모두 이어져 있습니다. 마지막 해시: { $head }
audit-broken = 감사 기록이 { $seq }번에서 끊어져 있습니다.
config-public-url-needed = 다른 컴퓨터에서 접속하려면 server.public_url에 https 주소를 지정해야 합니다.
start-dev-loopback = --dev는 이 컴퓨터에서만 접속할 수 있을 때 쓸 수 있습니다. 발송함의 인증번호와 링크가 누구에게나 보이기 때문입니다.
