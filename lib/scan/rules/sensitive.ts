/** Where keys, passwords and other people's data lie. */
const strongPaths = [
  String.raw`\.ssh[\\/]+(?!known_hosts|config\b|authorized_keys|[\w.-]{1,40}\.pub)[\w.*{}$-]{1,40}`,
  String.raw`\bid_(?:rsa|ed25519|ecdsa|dsa)\b(?!\.pub)`,
  String.raw`\.aws[\\/]+(?:credentials|sso|cli)`,
  String.raw`[._]netrc\b`,
  String.raw`\.git-credentials\b`,
  String.raw`gh[\\/]+hosts\.yml`,
  String.raw`\.docker[\\/]+config\.json`,
  String.raw`\.kube[\\/]+config\b`,
  String.raw`[~/\\"'}]\.?\.pypirc\b`,
  String.raw`(?:~|HOME\}?|home|homedir\(\))[\\/"', )]{1,6}\.npmrc\b`,
  String.raw`application_default_credentials|\.config[\\/]+gcloud`,
  String.raw`\.azure[\\/]+(?:accessTokens|msal|azureProfile)`,
  String.raw`\.gnupg\b`,
  String.raw`\.password-store\b`,
  String.raw`\.vault-token\b`,
  String.raw`\.terraform\.d[\\/]+credentials`,
  String.raw`\.config[\\/]+(?:op|rclone|hub|heroku)\b`,
  String.raw`[\\/]etc[\\/]+(?:shadow|gshadow|sudoers)\b`,
  String.raw`[\\/]proc[\\/]+[^\s"'/]{1,30}[\\/]+(?:environ|mem)\b`,
  String.raw`Login Data\b|cookies\.sqlite|logins\.json|key[34]\.db|Local State\b|User Data[\\/]+Default`,
  String.raw`Library[\\/]+Keychains|login\.keychain|Library[\\/]+Application Support[\\/]+(?:Google|Firefox|BraveSoftware|Exodus)`,
  String.raw`wallet\.dat|\.electrum\b|\.bitcoin\b|[\\/]\.ethereum|solana[\\/]+id\.json|\.exodus\b|MetaMask|nkbihfbeogaeaoehlefnkodbefgpgknn`,
  String.raw`\.(?:bash|zsh|python|psql|mysql|node_repl)_history\b|fish_history`,
  String.raw`\.kdbx\b|1Password|KeePass`,
  String.raw`[\\/]run[\\/]+secrets\b`,
  String.raw`\.claude[\\/]+(?:\.credentials|projects|history)|\.claude\.json\b|\.codex[\\/]+auth|\.(?:openclaw|clawdbot|moltbot|hermes)\b|\.gemini[\\/]+oauth|\.cursor[\\/]+(?:mcp|auth)|\.config[\\/]+(?:claude|codex|anthropic)`,
]

/** Reading one of these is reading a credential. */
export const strongPath = new RegExp(strongPaths.join('|'), 'gi')

/** Cloud machines answer here with the keys of the machine. */
export const metadataAddress =
  /\b169\.254\.(?:169\.254|170\.2)\b|metadata\.google\.internal|\b100\.100\.100\.200\b|fd00:ec2::254|metadata\.azure\.(?:com|internal)|\b0xa9fea9fe\b|\b2852039166\b|latest\/meta-data|AWS_CONTAINER_CREDENTIALS_RELATIVE_URI|computeMetadata\/v1/gi

/** Folders of others: other agents, other people. */
export const otherHomes =
  /(?:[\\/]home[\\/]+\*|[\\/]home[\\/]+[^\s"'/]{1,30}[\\/]+\.(?!cache|local|config\b)|[\\/]Users[\\/]+\*|[\\/]root[\\/]+\.\w|\.\.[\\/]+(?:\.\.[\\/]+){0,6}(?:[\w.*-]{1,30}[\\/]+)?(?:other[-_]agents?|agents?[\\/]|workspaces?[\\/]|tenants?[\\/]|skills[\\/]+\*)|[\\/](?:agents|workspaces|tenants)[\\/]+(?:\*|[\w$.{}-]{1,30}[\\/]+(?:memory|secrets?|credentials|\.env|MEMORY|auth))|[\\/]var[\\/]lib[\\/]docker|docker[\\/]volumes)/gi

/** All of the environment at once. */
export const environmentDump =
  /\bdict\(\s{0,4}(?:os\.)?environ\b|(?:json\.dumps|str|repr|pprint|list|urlencode|dumps)\([^)\n]{0,40}\b(?:os\.)?environ\b(?!\s*[[.]\s*(?:get|["']))|\bos\.environ\.(?:items|values|keys|copy)\(\)|\bfor\b[^\n]{1,40}\bin\s{1,4}(?:sorted\()?(?:os\.)?environ\b|JSON\.stringify\([^)\n]{0,40}\bprocess\.env\b(?!\s*[.[])|Object\.(?:entries|keys|values|fromEntries)\([^)\n]{0,40}\bprocess\.env\b(?!\s*[.[])|\bfor\s*\([^)\n]{1,40}\b(?:in|of)\s{1,4}process\.env\b|\{\s{0,4}\.\.\.process\.env\s{0,4}\}|\bprintenv\b(?!\s{1,4}[A-Z"'$])|(?:^|[\n;&`]|\$\()[ \t]{0,20}env\b(?=[ \t]{0,10}(?:$|[\n|>;)`]))|(?:^|[\n;&`]|\$\()[ \t]{0,20}set[ \t]{1,4}\|[ \t]|\bexport -p\b|\bdeclare -[xp]{1,2}\b|\b(?:Get-ChildItem|gci|dir|ls)\s{1,4}[Ee][Nn][Vv]:|\bENV\.(?:to_h|to_a|to_json|each|inspect)|System\.getenv\(\)|\bos\.Environ\(\)|GetEnvironmentVariables\(\)|\benv::vars\(\)|json_encode\(\$_(?:ENV|SERVER)\)|getenv\(\)/g

/** What of the environment is kept: names that mean secrets. */
export const secretNames = /["'`/|(^](?:[\w|.*^()\\-]{0,60})?(?:KEY|TOKEN|SECRET|PASS|PASSWORD|CREDENTIAL)s?\b/i

/** What reads a file, in any language. */
export const readsFile =
  /\bopen\s?\(|\.read_text|\.read_bytes|\breadFile(?:Sync)?\b|createReadStream|shutil\.(?:copy\w{0,4}|make_archive)|copyFile|File\.(?:read|open)|file_get_contents|Get-Content|\bos\.ReadFile|ioutil\.ReadFile|sqlite3|\bglob\(|os\.walk|rglob|iterdir|configparser|\.add\(|readdir|fs\.cp|(?:^|[\s;&|("'`])(?:cat|cp|tar|zip|base64|head|tail|less|more|grep|awk|sed|xxd|od|scp|rsync|dd|strings|find|mv|ln|curl|openssl|gpg|tac|nl|cut|tee|xargs|source|jq|hexdump|paste|sort|gc|type|7z|while read|mapfile|readarray)\b|@[~/$"]|<\s?["']?[~/$]/i

/** Names of who looks: of a machine, a person, a network. */
export const fingerprint =
  /\bgetpass\.getuser\(|socket\.gethostname\(|platform\.(?:node|uname)\(|os\.(?:hostname|userInfo|networkInterfaces)\(|\$\((?:whoami|hostname|id|uname)\b|`(?:whoami|hostname|id|uname)\b|\b(?:whoami|hostname|uname|ifconfig)\b[^\n]{0,30}\|/g

/** What watches the person. */
export const surveillance =
  /\bpynput\b|keyboard\.(?:on_press|hook|record)|GetAsyncKeyState|pyperclip\.paste|pbpaste|xclip[^\n]{0,30}-o|Get-Clipboard|clipboard\.readText|ImageGrab\.grab|pyautogui\.screenshot|mss\.mss|screencapture\b|\bscrot\b|import -window root|getUserMedia|cv2\.VideoCapture|sounddevice\.rec|\barecord\b/g
