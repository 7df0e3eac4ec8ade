# What is read in a terminal: the start, settings, doctor, backup, admin.

## Settings
config-unusable = { $count ->
    [one] One setting has to be put right.
   *[other] { $count } settings have to be put right.
}
config-unreadable = the settings can't be read: { $error }
config-no-file = the settings file { $file } can't be read: { $error }
config-no-toml = this is not TOML: { $error }
config-unknown = { $key }: there is no such setting
config-unknown-nearest = { $key }: there is no such setting; did you mean { $nearest }?
config-underscores = { $key }: there is no such setting; sections are set apart by two underscores: { $nearest }
config-is-section = { $key }: this is a section and takes no value
config-no-table = { $key }: has to be a TOML table, e.g. {"{"} name = "value" {"}"}
config-wrong-type = { $key }: expected { $expected }, found { $found }
config-expected-text = text
config-expected-number = a whole number from { $least } to { $most }
config-expected-flag = true or false
config-expected-choice = one of { $words }
config-expected-list = a list of texts
config-expected-table = a table of texts
config-found-text = text
config-found-number = a number
config-found-flag = true or false
config-found-list = a list
config-found-table = a table
config-found-other = something else
config-listen = has to be address:port, e.g. 127.0.0.1:8080
config-public-url = has to be a web address that begins with https://
config-public-url-path = has to be an address without a path, e.g. https://cloud.example.com
config-public-url-https = has to be https, because it is reached from outside this machine
config-proxies = has to be a list of IP addresses
config-database-plain = leads to another machine over a connection whose encryption and certificate are not checked; add ?sslmode=verify-full
config-database-url = has to begin with postgres:// or sqlite:
config-filter = is not a log filter, e.g. info,madang_jobs=debug
config-name = has to have 1 to 60 characters
config-accent = has to be a colour of the form #rrggbb, e.g. #0b57d0
config-email = has to be a mail address
config-zone = has to be the IANA name of a time zone, e.g. Asia/Seoul
config-least-most = can't be less than the least
config-rotate = can't be more than session.idle_minutes
config-range = has to be from { $least } to { $most }, found { $found }
config-payments-url = must be an https address, or one on this machine
config-payments-key = the key that the payment gateway issued is needed
config-smtp-plain = none is for a mail server on this machine only; use starttls or tls
config-host = can't be empty
config-smtp-password = is set without mail.smtp.user
config-gateway-url = has to be the gateway's web address while sms.driver is http
config-gateway-https = has to be https, because the gateway is outside this machine
config-gateway-field = no field has { $mark } in it
config-file = settings file: { $file }
config-without-file = no settings file
config-default = default
config-not-set = not set

## Start
start-running = { $product } is running.
start-address = Address
start-outbox = Sent mail and SMS
start-first-operator = The first operator has been made. The password is shown this once.
start-id = ID
start-password = Password
start-change-password = It has to be changed at the first sign-in.
start-dev = Development mode: everyone can read sent mail and SMS. Not for real use.
start-address-used = { $address } can't be listened on. If another program has it, choose a port with --listen.
start-no-role = { $role }: there is no such role; choose from console, api, worker

## Keys
key-missing = the database holds sealed data, and the master key { $file } is missing. Bring the key back from a backup and start again: a new one opens nothing.
key-open = the master key { $file } can be read by others (mode { $mode }). Run: chmod 600 { $file }
key-malformed = the master key { $file } is malformed: it has to be 64 hexadecimal digits
key-wrong = the master key { $file } is not the one of this database
key-unreadable = the master key { $file } can't be read: { $error }
key-unwritable = the master key { $file } can't be made: { $error }

## Database
database-away = the database can't be reached
database-older = the database's schema is older than this program ({ $had } of { $known }); run madang migrate first
database-migrated = { $count ->
    [one] One step was added to the database's schema, which is now at { $number }.
   *[other] { $count } steps were added to the database's schema, which is now at { $number }.
}
database-current = The database's schema is current, at { $number }.

## Doctor
doctor-fine = fine
doctor-note = note
doctor-warning = warning
doctor-error = error
doctor-sum = errors: { $errors }, warnings: { $warnings }
doctor-fix = To do: { $fix }
doctor-settings = Settings
doctor-settings-fine = All settings were read ({ $file }).
doctor-file-open = The settings file { $file } can be read by others (mode { $mode }).
doctor-file-open-fix = If it holds a password, run: chmod 600 { $file }
doctor-data = Data folder
doctor-data-fine = { $folder } is writable and has { $free } MiB free.
doctor-data-missing = { $folder } is made at the first start; { $free } MiB are free there.
doctor-data-unwritable = { $folder } is not writable: { $error }
doctor-data-unwritable-fix = Make the folder and let the user that runs madang write there.
doctor-data-low = { $folder } has only { $free } MiB free.
doctor-data-low-fix = Free 1024 MiB or more, or move server.data_dir to a larger disk.
doctor-logo = Logo
doctor-logo-fine = { $file } is used.
doctor-logo-unusable = The logo { $file } can't be read, or is larger than 100 KiB.
doctor-logo-unusable-fix = Set product.logo to an SVG or PNG file of at most 100 KiB.
doctor-key = Master key
doctor-key-fine = { $file } can be read, and by its owner alone.
doctor-key-new = { $file } is made at the first start.
doctor-key-fix = Put the key's file right as said.
doctor-database = Database
doctor-database-fine = { $engine } answers; its schema is at { $had } of { $known }.
doctor-database-new = The SQLite file is made at the first start.
doctor-database-older-fix = madang migrate, or madang serve, brings it up to date.
doctor-database-away = It can't be reached: { $error }
doctor-database-away-fix = See that the database server runs, and that address and account in database.url are right.
doctor-database-newer = { $error }
doctor-database-newer-fix = Run a madang that is as new as the database.
doctor-port = Port
doctor-port-fine = { $address } is free.
doctor-port-ours = madang is running on { $address }.
doctor-port-used = { $address } can't be used: { $error }
doctor-port-used-fix = Stop the program that has the port, or change server.listen. Ports below 1024 need a privilege.
doctor-url = Public address
doctor-url-fine = { $url }
doctor-url-none = Links in mails lead to { $url }, which no other machine can open.
doctor-url-none-fix = If others are to use it, set server.public_url to an https address.
doctor-mail = Mail
doctor-mail-outbox = Mails are not sent; they stay in the outbox.
doctor-mail-outbox-fix = To send them, set mail.driver to smtp.
doctor-mail-fine = The mail server { $host }:{ $port } let us in.
doctor-mail-away = { $error }
doctor-mail-away-fix = Check host, port, tls and account in mail.smtp.
doctor-sms = SMS
doctor-sms-outbox = SMS are not sent; they stay in the outbox.
doctor-sms-outbox-fix = To send them, set sms.driver to http and fill in sms.gateway.
doctor-sms-fine = SMS go to the gateway { $host }. None was sent to try it.
doctor-payments = Payments
doctor-payments-sandbox = The sandbox gateway is used: nothing is ever charged, and anyone can subscribe with a test card.
doctor-payments-none = There is no payment gateway: cards can't be registered.
doctor-payments-fix = To charge for real, set billing.gateway.driver to tosspay or stripe and give its key.
doctor-payments-fine = The payment gateway at { $host } is used. Nothing was charged to try it.
doctor-clock = Clock
doctor-clock-fine = { $time } ({ $zone })
doctor-clock-wrong = The machine's clock says { $time }, which is before this program was made.
doctor-clock-wrong-fix = Turn time synchronisation (NTP) on.
doctor-memory = Memory
doctor-memory-fine = { $free } MiB are available. Checking a password takes { $each } MiB, at most { $cores } at once.
doctor-memory-low = Only { $free } MiB are available, and checking passwords can take { $needed } MiB.
doctor-memory-low-fix = Add memory, or lower password.memory_kib.
doctor-user = User
doctor-user-fine = An ordinary user (UID { $uid }).
doctor-user-root = This is root.
doctor-user-root-fix = A user of its own is safer.
doctor-machine = This machine
doctor-machine-cgroup-2 = cgroup v2
doctor-machine-cgroup-hybrid = cgroup v1 and v2 mixed
doctor-machine-cgroup-1 = cgroup v1
doctor-machine-cgroup-none = no cgroups
doctor-machine-facts = { $cgroup }, user namespaces { $namespaces }, cores: { $cores }, kernel { $kernel }
doctor-machine-namespaces-yes = available
doctor-machine-namespaces-no = not available
doctor-tools = Programs needed at run time
doctor-tools-none = None. Node.js and Chromium are for development only.

## Backup
backup-done = { $file } holds the backup (tables: { $tables }, rows: { $rows }, files: { $files }).
backup-secret = The master key and personal data are in it. Keep it where nobody else can read it.
backup-exists = { $file } is there already; choose another name
backup-no-database = there is no database to back up
restore-done = { $file } has been restored, and is as it was (tables: { $tables }, rows: { $rows }, audit entries: { $entries }).
restore-ended = Sessions, mailed links and codes of the backup have ended: everyone signs in anew. API tokens work as they did then.
restore-incomplete = { $file } is cut short, or is no backup of madang
restore-altered = { $member } is not what it was when the backup was made; nothing was restored
restore-unexpected = the backup holds what no backup holds: { $member }
restore-newer = this backup was made by a newer madang, { $version }
restore-database-full = the database is not empty ({ $table }); only an empty one can be restored into
restore-folder-full = { $file } is there already; only an empty data folder can be restored into
restore-differs = the restored table { $table } differs from the backup; nothing was restored
restore-audit-broken = the restored audit log is broken at entry { $seq }

## Admin
admin-created = The operator { $id } has been made.
admin-no-password = there is no password on standard input
admin-no-member = there is no member with the ID { $id }
admin-unlocked = Failed sign-ins and sent messages of { $id } are forgotten.
admin-made-password = It signs in with this password, which has to be changed then:
admin-password-given = { $id } signs in with this password, and has to change it then. Sessions and tokens have ended.
admin-reset-link = With this link the password of { $id } can be changed, once, within { $minutes } minutes.
admin-no-messages = No messages.
admin-no-jobs = No dead jobs.
admin-jobs-waiting = queued: { $queued }, running: { $running }, dead: { $dead }
admin-not-dev = no server runs with --dev on this data folder, so captchas are not given away
admin-invalid = { $field }: { $error }
audit-holds = All { $entries } audit entries hold together. Last hash: { $head }
audit-broken = the audit log is broken at entry { $seq }
config-public-url-needed = To be reached from other machines, server.public_url needs an https address.
start-dev-loopback = --dev is only for a loopback address: everyone who reaches it can read codes and links in the outbox.
