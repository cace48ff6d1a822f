import type { Language } from '../language.ts'
import type { ScanCategory, ScanReason, Severity } from '../schema.ts'

export interface CodeRule {
  reason: ScanReason
  category: ScanCategory
  severity: Severity
  /** Where it applies; everywhere when absent. */
  languages?: Language[]
  /** `bare` sees no text in strings; `code` sees it. */
  view: 'bare' | 'code'
  pattern: RegExp
  unless?: RegExp
}

const shellish: Language[] = ['shell', 'powershell', 'text']
const scripts: Language[] = ['python', 'javascript', 'other']
const dangerous = (
  reason: ScanReason,
  severity: Severity,
  pattern: RegExp,
  more: Partial<CodeRule> = {},
): CodeRule => ({
  reason,
  category: 'dangerous_call',
  severity,
  view: 'code',
  pattern,
  ...more,
})
const home = String.raw`(?:~|\$HOME|\$\{HOME[^}]{0,10}\}|\/home(?:\/[\w$*]{1,30})?|\/root|\/Users(?:\/[\w$*]{1,30})?|%USERPROFILE%|\$env:USERPROFILE|C:\\{1,2})`
const untrusted = String.raw`(?:sys\.argv|input\(|raw_input\(|sys\.stdin|process\.argv|req(?:uest)?\.(?:body|query|params|args|form|data|json|get_json|values|GET|POST)|args\.\w|opts?\.\w{1,20}|event\.data|prompt\(|\$_(?:GET|POST|REQUEST)|params\[|ARGV|readline|readFileSync\(0|message\.(?:content|data|text)|payload|response\.\w|resp\.\w|res\.(?:text|data|json)|r\.(?:text|content|json)|body\b|urlopen)`

export const codeRules: CodeRule[] = [
  // Evaluating text as a program.
  dangerous('dangerous.evaluates', 'high', /(?:^|[^\w.$'"-])(?:eval|exec|execfile)\s{0,4}\((?!\s{0,4}\))/g, {
    languages: ['python'],
    view: 'bare',
    unless: /(?:def|async def|class)\s{1,4}(?:eval|exec)\b|__builtins__|literal_eval|import\s{1,4}(?:eval|exec)/,
  }),
  dangerous('dangerous.evaluates', 'medium', /\b(?:eval|exec)\s{0,4}\([^\n]{0,200}__builtins__/g, {
    languages: ['python'],
  }),
  dangerous(
    'dangerous.evaluates',
    'high',
    /(?:^|[^\w.$'"-]|\b(?:window|globalThis|global|self)\.)eval\s{0,4}\((?!\s{0,4}\))|\bnew\s{1,4}Function\s{0,4}\(|(?:^|[^\w.$])Function\s{0,4}\(\s{0,4}[\w$'"`]|\bvm\.(?:runIn\w{1,20}|compileFunction)\s{0,4}\(|\bnew\s{1,4}vm\.Script\(|\bset(?:Timeout|Interval)\(\s{0,4}["'`]\s/g,
    { languages: ['javascript'], view: 'bare', unless: /(?:function|async)\s{1,4}eval\b|page\.\$?\$?eval|redis\.eval/ },
  ),
  dangerous('dangerous.evaluates', 'high', /\beval\s{1,4}["']?\$(?:\{?[1-9@*]|\(\s{0,4}(?:cat|<))/g, {
    languages: ['shell'],
  }),
  dangerous('dangerous.evaluates', 'high', /(?:^|[\s;&|])(?:ba|z|da)?sh\s{1,4}-c\s{1,4}["']?\$(?:\{?[1-9@*])/g, {
    languages: ['shell'],
  }),
  dangerous('dangerous.evaluates', 'medium', /\beval\s{1,4}["']?\$\{?[A-Za-z_]/g, { languages: ['shell'] }),
  dangerous(
    'dangerous.evaluates',
    'high',
    /(?:^|[^\w.$>])(?:eval|assert|instance_eval|class_eval|loadstring)\s{0,4}\(?\s{0,4}[$@\w]/g,
    { languages: ['other'], view: 'bare', unless: /def eval|func\b|assert\s{0,3}[!=]|assert_|\bassert\s/ },
  ),
  dangerous(
    'dangerous.evaluates',
    'high',
    /\b(?:__import__|importlib\.import_module)\s{0,4}\(\s{0,4}(?:base64|bytes|codecs|chr|input|sys\.argv|requests|["'](?:ctypes|pty)["'])/g,
    { languages: ['python'] },
  ),
  dangerous('dangerous.evaluates', 'high', /\b(?:import|require)\s{0,4}\(\s{0,4}["'`]https?:/g, {
    languages: ['javascript'],
    unless: /esm\.sh|deno\.land|jsr\.io|cdn\.jsdelivr|unpkg|cdn\.skypack/,
  }),
  // Commands made of what somebody else says.
  dangerous(
    'dangerous.shell',
    'high',
    new RegExp(
      String.raw`\b(?:os\.(?:system|popen)|subprocess\.(?:getoutput|getstatusoutput)|commands\.getoutput)\s{0,4}\((?:[^()\n]|\([^()\n]{0,80}\)){0,160}${untrusted}`,
      'g',
    ),
    { languages: ['python'] },
  ),
  dangerous(
    'dangerous.shell',
    'high',
    new RegExp(
      String.raw`\bsubprocess\.\w{1,20}\s{0,4}\((?:[^()]|\([^()]{0,80}\)){0,160}${untrusted}(?:[^()]|\([^()]{0,80}\)){0,160}shell\s{0,3}=\s{0,3}True`,
      'g',
    ),
    { languages: ['python'] },
  ),
  dangerous(
    'dangerous.shell',
    'medium',
    /\b(?:os\.(?:system|popen)|subprocess\.(?:getoutput|getstatusoutput))\s{0,4}\(|shell\s{0,3}=\s{0,3}True/g,
    { languages: ['python'], view: 'bare' },
  ),
  dangerous(
    'dangerous.shell',
    'high',
    new RegExp(
      String.raw`(?:\b(?:child_process|cp|childProcess)\b(?:["']\s{0,3}\))?\.|(?:^|[^.\w$]))(?:exec|execSync)\s{0,4}\((?:[^()\n]|\([^()\n]{0,80}\)){0,160}${untrusted}`,
      'g',
    ),
    { languages: ['javascript'] },
  ),
  dangerous(
    'dangerous.shell',
    'medium',
    /(?:\b(?:child_process|cp)\.|(?:^|[^.\w$]))exec(?:Sync)?\s{0,4}\(\s{0,4}(?:`[^`\n]{0,300}\$\{|[\w$]{1,40}\s{0,4}[+,)])|\bshell\s{0,3}:\s{0,3}true/g,
    { languages: ['javascript'] },
  ),
  dangerous(
    'dangerous.shell',
    'high',
    new RegExp(
      String.raw`\b(?:system|exec|passthru|shell_exec|popen|proc_open|Runtime\.getRuntime\(\)\.exec)\s{0,4}\(?[^\n)]{0,100}(?:${untrusted}|\$_(?:GET|POST|REQUEST)|ARGV|params\[)`,
      'g',
    ),
    { languages: ['other'] },
  ),
  dangerous(
    'dangerous.shell',
    'high',
    /\b(\w{1,30})\s{0,3}=\s{0,3}[^\n]{0,120}(?:sys\.argv|\binput\(|request\.(?:args|form|json|data|values)|sys\.stdin)[\s\S]{0,800}?(?:os\.(?:system|popen)|subprocess\.(?:getoutput|getstatusoutput))\(\s{0,3}\1\b/g,
    { languages: ['python'] },
  ),
  dangerous(
    'dangerous.shell',
    'high',
    /\b(\w{1,30})\s{0,3}=\s{0,3}[^\n]{0,120}(?:sys\.argv|\binput\(|request\.(?:args|form|json|data|values)|sys\.stdin)[\s\S]{0,800}?subprocess\.\w{1,20}\(\s{0,3}\1\b[^)\n]{0,120}shell\s{0,3}=\s{0,3}True/g,
    { languages: ['python'] },
  ),
  dangerous(
    'dangerous.reverseShell',
    'critical',
    /\bnet\.(?:connect|createConnection|Socket)\b[\s\S]{0,400}["'`](?:\/bin\/(?:ba|z)?sh|cmd\.exe|powershell)|["'`](?:\/bin\/(?:ba|z)?sh|cmd\.exe)["'`][\s\S]{0,400}\bnet\.(?:connect|createConnection|Socket)\b/g,
    { languages: ['javascript'] },
  ),
  // Deleting and destroying.
  dangerous(
    'dangerous.deletes',
    'critical',
    new RegExp(
      String.raw`\brm\s{1,4}(?:-{1,2}[\w-]{1,20}\s{1,4}){0,4}(?:-\w{0,6}[rR]\w{0,6}|--recursive)\s{1,4}(?:-{1,2}[\w-]{1,20}\s{1,4}){0,4}["']?(?:\/(?:\*|\s|$|["';&|)])|\/(?:etc|usr|bin|boot|lib|var|home|opt|root|sbin|dev|sys)(?:\/?\*?)(?:\s|$|["';&|)])|${home}(?:\/?(?:\*|\.\*)?|\/(?:Documents|Desktop|Pictures|Downloads|\.ssh|\.config)(?:\/\*?)?)["']?(?:\s|$|[;&|)"'])|\.\.?\/?\*?["']?(?:\s{0,4}$|[;&|)]))`,
      'gm',
    ),
    { unless: /rm\s-\S{1,6}\s(?:\.\/?\*?)["']?\s{0,3}$/ },
  ),
  dangerous('dangerous.deletes', 'critical', /\brm\b[^\n]{0,60}--no-preserve-root/g),
  dangerous(
    'dangerous.deletes',
    'critical',
    /\b(?:shutil\.rmtree|fs\.(?:rm|rmSync|rmdir|rmdirSync)|rmSync|rmdirSync|fs\.promises\.rm|rimraf(?:\.sync)?|remove_dir_all|FileUtils\.rm_rf|os\.RemoveAll)\s{0,4}\(?\s{0,4}(?:os\.path\.expanduser\(\s{0,4}["']~["'/]|(?:pathlib\.)?Path\.home\(\)\s{0,3}[,)]|["']\/["']|["'](?:~|\/home|\/root|\/etc|\/usr|\/var)\/?["']|os\.homedir\(\)\s{0,3}[,)]|process\.env\.HOME\s{0,3}[,)]|os\.environ\[["']HOME["']\]\s{0,3}[,)])/g,
  ),
  dangerous(
    'dangerous.deletes',
    'critical',
    /\bdd\b[^\n]{0,80}\bof=\/dev\/(?:sd|hd|nvme|vd|xvd|disk|mmcblk)|\bmkfs(?:\.\w{2,6})?\s{1,4}(?:-\w{1,6}\s{1,4}){0,4}\/dev\/|>\s{0,4}\/dev\/(?:sd[a-z]|nvme\d|vd[a-z]|hd[a-z])|\bwipefs\b|\bblkdiscard\b|\bdiskutil\s{1,4}eraseDisk|\bformat\s{1,4}[a-z]:|Remove-Item[^\n]{0,60}(?:-Recurse[^\n]{0,40})(?:C:\\|\$HOME|\$env:USERPROFILE|~)|\bdel\s{1,4}\/[sfq][^\n]{0,30}[cC]:\\|vssadmin\s{1,4}delete|\bcipher\s\/w/g,
  ),
  dangerous(
    'dangerous.deletes',
    'critical',
    /:\(\)\s{0,4}\{\s{0,4}:\s{0,4}\|\s{0,4}:\s{0,4}&\s{0,4}\}\s{0,4};\s{0,4}:|\b(\w{1,12})\(\)\s{0,4}\{\s{0,4}\1\s{0,4}\|\s{0,4}\1\s{0,4}&\s{0,4}\}/g,
  ),
  dangerous(
    'dangerous.deletes',
    'high',
    new RegExp(
      String.raw`\bfind\s{1,4}["']?(?:\/|${home})["']?\s[^\n]{0,120}(?:-delete\b|-exec\s{1,4}(?:rm|shred)\b)|\bshred\s[^\n]{0,60}(?:~|\$HOME|\/home|\*)|\bgit\s{1,4}push\s[^\n]{0,40}--mirror\s[^\n]{0,10}--force|\btruncate\s{1,4}-s\s{0,3}0\s{1,4}[^\n]{0,20}\/(?:var\/log|etc)`,
      'g',
    ),
    { unless: /-name\s{1,4}["']?\*?\.?(?:pyc|tmp|DS_Store|log|bak|cache)|__pycache__|node_modules/ },
  ),
  dangerous(
    'dangerous.deletes',
    'high',
    /\bDROP\s{1,4}(?:DATABASE|SCHEMA)\s{1,4}(?!IF EXISTS\s{1,4}test)|\bterraform\s{1,4}destroy[^\n]{0,40}-auto-approve|\bkubectl\s{1,4}delete\s[^\n]{0,40}(?:--all\b[^\n]{0,20}(?:-A|--all-namespaces)|namespaces? --all)|\baws\s{1,4}s3\s{1,4}rb\s[^\n]{0,60}--force/gi,
    { languages: [...shellish, ...scripts] },
  ),
  // A shell for somebody outside.
  dangerous(
    'dangerous.reverseShell',
    'critical',
    /\b(?:ba|z|da|k)?sh\s{1,4}-i\b[^\n]{0,40}(?:>&|<&|0<|\/dev\/tcp|&>)|\/dev\/(?:tcp|udp)\/[^\n]{1,80}(?:0>&1|<&\d|>&\d|\bsh\b)|\bexec\s{1,4}\d{1,3}<>\s{0,3}\/dev\/tcp\/|\b(?:nc|ncat|netcat)\b[^\n]{0,80}\s-\w{0,6}[ec]\s{1,4}["']?(?:\/bin\/|\/usr\/bin\/|cmd|sh|bash|powershell)|\bmkfifo\b[^\n]{0,120}\|?[^\n]{0,120}\b(?:nc|ncat|openssl|telnet)\b|\bsocat\b[^\n]{0,120}\bexec:|\bncat\b[^\n]{0,80}--(?:sh-exec|exec)|\bnc\b[^\n]{0,40}\|\s{0,4}(?:\/bin\/)?(?:ba)?sh\b|php\s{1,4}-r\s[^\n]{0,60}fsockopen|TCPClient\([^\n]{0,200}|TCPSocket\.(?:open|new)\([^\n]{0,200}exec|\bInvoke-PowerShellTcp|\bmsfvenom\b|\bmeterpreter\b/gi,
    { unless: /new-object[^\n]{0,80}TCPClient[^\n]{0,80}(?:Connected|Test)/i },
  ),
  dangerous('dangerous.reverseShell', 'critical', /\bos\.dup2\([^\n]{0,60}fileno|\bpty\.spawn\(/g, {
    languages: ['python'],
  }),
  dangerous(
    'dangerous.reverseShell',
    'critical',
    /\b(?:stdin|stdout)\.pipe\(\s{0,4}(?:socket|client|sock|conn|s)\b|\b(?:socket|client|sock|conn|s)\.pipe\(\s{0,4}\w{1,20}\.stdin/g,
    { languages: ['javascript'] },
  ),
  // Staying after the task.
  dangerous(
    'dangerous.persistence',
    'high',
    /authorized_keys[\s"')]{0,4}(?:$|[,;)\n])(?=)|>{1,2}\s{0,4}["']?(?:~|\$\{?HOME\}?|\/root|\/home\/\S{1,30})\/\.ssh\/authorized_keys|tee\s{1,4}(?:-a\s{1,4})?\S{0,40}authorized_keys/gm,
    { unless: /(?:ls|chmod|chown|stat|test|cat)\s[^\n]{0,60}authorized_keys|\[ -[fes]/ },
  ),
  dangerous(
    'dangerous.persistence',
    'high',
    /\bcrontab\s{1,4}(?:-(?!l\b|e\b|r\b)|\/tmp|<|[\w./$]{1,40}\s{0,4}$)|\|\s{0,4}crontab\b|@reboot\b|>{1,2}\s{0,4}["']?\/etc\/(?:cron|rc\.local|profile|init|systemd|ld\.so\.preload|sudoers|passwd|hosts\b|environment|pam)|tee\s{1,4}(?:-a\s{1,4})?["']?\/etc\/(?:cron|rc\.local|profile|systemd\/system|ld\.so\.preload|sudoers|passwd|hosts\b|pam)|(?:Library\/)?Launch(?:Agents|Daemons)\/|\blaunchctl\s{1,4}(?:load|bootstrap)|CurrentVersion\\{1,2}Run\b|\bschtasks\b[^\n]{0,40}\/create|Register-ScheduledTask|Startup\\{1,2}|\.config\/autostart|systemctl\s{1,4}(?:--user\s{1,4})?enable\s[^\n]{0,30}(?:updat|helper|sync|agent|monitor)|\.config\/systemd\/user|["']\/etc\/(?:cron\.\w{1,10}|crontab|ld\.so\.preload|sudoers|rc\.local)/gm,
  ),
  dangerous(
    'dangerous.persistence',
    'high',
    /(?:>{1,2}\s{0,4}["']?|tee\s{1,4}-a\s{1,4}["']?|["'/(]|\bopen\([^\n]{0,40})(?:~|\$\{?HOME\}?|\S{0,30})?\/?\.(?:bashrc|zshrc|profile|bash_profile|zprofile|zshenv|bash_login|config\/fish\/config\.fish)\b/g,
    {
      unless:
        /export\s{1,4}\w{0,40}(?:PATH|HOME|DIR|ROOT|EDITOR|LANG|NVM|_VERSION|PROJECT|REGION|PROFILE)\w{0,20}=|\bPATH\b|\bsource\s{1,4}["']?(?:~|\$HOME)\/\.(?:bash|zsh)rc|completion|shellenv|direnv hook|starship init|zoxide init|nvm\.sh|^\s{0,8}(?:\.|source)\s|^\s{0,8}(?:code|vim|nano|cat|grep|ls)\s/m,
    },
  ),
  dangerous(
    'dangerous.persistence',
    'high',
    /\bgit\s{1,4}config\s{1,4}(?:--\w{1,10}\s{1,4})?(?:core\.(?:hooksPath|sshCommand|fsmonitor|pager|editor)|credential\.helper\s{1,4}["']?!|url\.|alias\.\w{1,20}\s{1,4}["']?!)|(?:>{1,2}|tee|cp|ln|open\(|writeFile\w{0,4}\()[^\n]{0,60}\.git\/hooks\/(?!\S{0,30}\.sample)/g,
    {
      unless:
        /url\.["']?https:\/\/github\.com|hooksPath\s{1,4}["']?\.(?:githooks|husky|hooks)|core\.(?:pager|editor)\s{1,4}["']?(?:less|cat|vim|nano|code|delta)/,
    },
  ),
  dangerous(
    'dangerous.persistence',
    'medium',
    /(?:>{1,2}|tee|open\(|writeFile\w{0,4}\(|appendFile\w{0,4}\(|cp\s|write_text)[^\n]{0,80}(?:SOUL\.md|HEARTBEAT\.md|\bMEMORY\.md|\.claude\/|CLAUDE\.md|AGENTS\.md|\.cursorrules|\.openclaw)/g,
  ),
  dangerous(
    'dangerous.persistence',
    'high',
    /(?:>{1,2}|tee\b|write_text|open\(|writeFile\w{0,4}\(|appendFile\w{0,4}\(|cp\s)[^\n]{0,80}(?:\.\.\/(?:\.\.\/){0,4}(?:skills\/|[\w*-]{1,30}\/)SKILL\.md|SOUL\.md|HEARTBEAT\.md|skills\/\*)/g,
  ),
  // Reaching out of the sandbox, and weakening the machine.
  dangerous(
    'dangerous.system',
    'high',
    /\bdocker\s{1,4}run\b[^\n]{0,160}(?:--privileged|-v\s{0,3}["']?\/:|--pid[= ]host|--net(?:work)?[= ]host[^\n]{0,60}--pid|docker\.sock)|\/var\/run\/docker\.sock|\bnsenter\b|\/proc\/(?:1|sys\/kernel\/core_pattern)\/?(?:root|ns)?\b|\brelease_agent\b|\binsmod\b|\bmodprobe\b|\bunshare\s{1,4}-[a-zA-Z]{0,6}[Ur]|LD_PRELOAD\s{0,3}=|\bptrace\(|\bprocess_vm_readv|\bmprotect\(|VirtualAlloc|CreateRemoteThread|WriteProcessMemory|ctypes\.(?:CDLL|windll)[^\n]{0,40}(?:None|libc)|\/dev\/mem\b|\/dev\/kmem\b|\bgdb\s[^\n]{0,20}-p\b/g,
    { unless: /unix:\/\/\/var\/run\/docker\.sock|DOCKER_HOST/ },
  ),
  dangerous(
    'dangerous.system',
    'high',
    /\bchmod\s{1,4}(?:-\w{1,4}\s{1,4})?(?:[ug+]{1,3}s\b|[246][0-7]{3}\b)|\bchmod\s{1,4}-R\s{1,4}0?777\s{1,4}(?:\/|~|\$HOME)(?:\s|$|\*)|\bNOPASSWD\s{0,3}:|\bsetcap\b[^\n]{0,40}cap_(?:setuid|sys_admin|dac)|\busermod\s[^\n]{0,40}(?:sudo|wheel|docker|root)|\buseradd\b[^\n]{0,60}(?:-u\s{0,3}0|-o\b|sudo|wheel)|\bnet\s{1,4}(?:user|localgroup)\s[^\n]{0,60}\/add|\bos\.setuid\(\s{0,3}0|\bchpasswd\b|\bpasswd\s{1,4}root/g,
  ),
  dangerous(
    'dangerous.weakens',
    'high',
    /\bsetenforce\s{1,4}0|\biptables\s{1,4}(?:-F|--flush|-P\s{1,4}\w{1,8}\s{1,4}ACCEPT)|\bufw\s{1,4}disable|\bhistory\s{1,4}-c\b|\bunset\s{1,4}HISTFILE|HISTFILE=\/dev\/null|HISTSIZE=0\b|\bspctl\s{1,4}--master-disable|\bcsrutil\s{1,4}disable|xattr\s{1,4}-\w{0,4}[cd]\w{0,4}\s[^\n]{0,60}(?:quarantine)?|Set-MpPreference[^\n]{0,60}(?:Disable|Exclusion)|Add-MpPreference|netsh\s[^\n]{0,40}(?:off|disable)|systemctl\s{1,4}(?:stop|disable|mask)\s[^\n]{0,40}(?:auditd|firewalld|apparmor|falcon|clamav|defender|rsyslog|fail2ban)|\bauditctl\s{1,4}-[eD]|\bsetsebool|Set-ExecutionPolicy\s{1,4}(?:-\w{1,20}\s{1,4}\w{0,12}\s{0,4}){0,3}(?:Bypass|Unrestricted)|-ExecutionPolicy\s{1,4}Bypass\s[^\n]{0,80}(?:-w(?:indowstyle)?\s{1,4}h|hidden)|rm\s[^\n]{0,40}\/var\/log|\bkillall?\s[^\n]{0,30}(?:auditd|clamd|falcon)/gi,
  ),
  dangerous(
    'dangerous.weakens',
    'medium',
    /\bverify\s{0,3}=\s{0,3}False\b|rejectUnauthorized\s{0,3}:\s{0,3}false|NODE_TLS_REJECT_UNAUTHORIZED\s{0,3}=?\W{0,4}0|ssl\._create_unverified_context|http\.sslVerify\s{1,4}false|StrictHostKeyChecking[= ]no|--no-check-certificate|\bcurl\s[^\n]{0,60}\s(?:-\w{0,4}k\w{0,4}|--insecure)\b/g,
  ),
  dangerous(
    'dangerous.mining',
    'critical',
    /\bxmrig\b|\bstratum\+(?:tcp|ssl):|\bminerd\b|\bcpuminer\b|\bethminer\b|\bnbminer\b|coinhive|cryptonight|randomx/gi,
  ),
  dangerous(
    'dangerous.deletes',
    'critical',
    /(?:YOUR|ALL)\s{1,4}(?:OF YOUR\s{1,4})?FILES\s{1,4}(?:HAVE BEEN|ARE|WERE)\s{1,4}ENCRYPTED|\b(?:send|pay)\b[^\n]{0,40}\b(?:bitcoin|btc|monero|xmr)\b[^\n]{0,60}\b(?:decrypt|recover|restore|unlock)/gi,
  ),
  // Making objects of what came from elsewhere.
  dangerous(
    'dangerous.unpickles',
    'high',
    new RegExp(
      String.raw`\b(?:pickle|cPickle|dill|marshal|shelve|jsonpickle|joblib|cloudpickle)\.(?:loads?|decode|Unpickler)\s{0,4}\((?:[^()\n]|\([^()\n]{0,80}\)){0,120}(?:${untrusted}|b64decode|decompress|recv|requests\.get|\.content\b|fromhex|unhexlify|socket)|yaml\.(?:unsafe_load|full_load|load)\s{0,4}\((?:[^()\n]|\([^()\n]{0,80}\)){0,80}(?:${untrusted}|UnsafeLoader|\.content|requests\.get)|\bunserialize\(\s{0,3}\$_|Marshal\.load\(\s{0,3}(?:params|request|Base64|open)|node-serialize|ObjectInputStream`,
      'g',
    ),
    { unless: /Loader\s{0,3}=\s{0,3}yaml\.(?:C?SafeLoader)/ },
  ),
  dangerous(
    'dangerous.unpickles',
    'medium',
    /\b(?:pickle|cPickle|dill|marshal|cloudpickle)\.loads?\s{0,4}\(|yaml\.unsafe_load\(/g,
    { languages: ['python'], view: 'bare' },
  ),
  // Keys that a program asks another one for, or finds in the memory of all.
  {
    reason: 'credentials.file',
    category: 'credentials',
    severity: 'high',
    view: 'code',
    pattern:
      /\/proc\/[\s\S]{1,160}?\/environ\b|\bgit\s{1,4}credential(?:-\w{1,20})?\s{1,4}(?:fill|get)\b|\bsecurity\s{1,4}(?:find-(?:generic|internet)-password|dump-keychain|export)\b|\bsecret-tool\s{1,4}(?:lookup|search)\b|\bkeyring\.get_password\(\s{0,4}(?:\w{1,20}\b(?!["'])|["'](?:login|chrome|github|aws))|\bcmdkey\s{1,4}\/list|\bnetsh\s{1,4}wlan\s[^\n]{0,40}key=clear|\bgpg\s[^\n]{0,40}--export-secret|\bkubectl\s{1,4}get\s{1,4}secrets?\b[^\n]{0,80}(?:-o\s{0,3}(?:json|yaml|jsonpath)|base64)|\bdocker-credential-\w{1,20}\s{1,4}(?:get|list)|\bgetent\s{1,4}shadow\b|\bunshadow\b|\blazagne\b|\bmimikatz\b/gi,
    unless: /keyring\.get_password\(\s{0,4}(?:SERVICE|service)/,
  },
  {
    reason: 'exfiltration.upload',
    category: 'exfiltration',
    severity: 'high',
    view: 'code',
    pattern:
      /\b(?:rclone\s{1,4}(?:copy|sync|move)|rsync|scp|aws\s{1,4}s3\s{1,4}(?:cp|sync|mv)|gsutil\s(?:-m\s)?(?:cp|rsync)|azcopy\s{1,4}copy|mc\s{1,4}(?:cp|mirror))\b(?:\s{1,4}-{1,2}[\w=-]{1,30}){0,5}\s{1,4}["']?(?:\/workspace|~|\$HOME|\$\{HOME\}|\/home)[^\s"']{0,80}["']?\s{1,4}\S{1,100}:/g,
  },
  {
    reason: 'pipe.downloadRun',
    category: 'pipe_to_shell',
    severity: 'high',
    view: 'code',
    pattern:
      /\bgit\s{1,4}clone\b[^\n;&]{0,200}https?:\/\/(?!(?:www\.)?(?:github|gitlab)\.com\/)[^\n;&]{3,200}(?:&&|;)\s{0,4}(?:cd\s[^\n;&]{1,80}(?:&&|;)\s{0,4})?(?:sudo\s{1,4})?(?:(?:ba|z)?sh|python3?|node|perl|ruby|\.\/|\/tmp\/)\s?\S|\beval\s{1,4}(?:get|qx|LWP)\b|"(?:pre|post)?install"\s{0,3}:\s{0,3}"[^"\n]{0,40}(?:\bcurl\b|\bwget\b|node\s{1,4}-e|python3?\s{1,4}-c|(?:ba)?sh\s{1,4}-c|https?:\/\/)/g,
  },
  {
    reason: 'hosts.unusual',
    category: 'undeclared_host',
    severity: 'high',
    view: 'code',
    pattern:
      /\b(?:connect|create_connection|createConnection|connect_ex|sendto)\s?\([^\n]{0,60}["'](?!127\.|10\.|192\.168\.|0\.0\.0\.0|172\.(?:1[6-9]|2\d|3[01])\.|169\.254\.)\d{1,3}(?:\.\d{1,3}){3}["']/g,
  },
  // Code that hides what it does.
  {
    reason: 'obfuscation.indirect',
    category: 'obfuscation',
    severity: 'high',
    view: 'code',
    languages: [...scripts],
    pattern:
      /["'`](?:\\x[4-7][0-9a-f]){4,}["'`][\s\S]{0,400}?["'`](?:\\x[4-7][0-9a-f]){3,}["'`]|\b__import__\s?\(\s{0,4}(?!["'])(?:[^()\n]|\([^()\n]{0,80}\)){0,120}\)|\b(?:require|import)\s?\(\s{0,4}[\w$]{1,30}\s{0,3}\[[^\]\n]{1,20}\]\s{0,3}\)\s{0,3}\[|\b(?:globalThis|window|global|self)\s{0,3}\[\s{0,3}(?!["'`\d\]])[^\]\n]{1,120}\]\s{0,3}\(|fromCharCode\([^)\n]{0,60}\^|\bgetattr\(\s{0,4}(?:[\w.]|\([^()\n]{0,80}\)){1,60}\s{0,3},\s{0,4}(?:["'](?:system|popen|exec\w{0,3}|eval|spawn\w{0,3}|b64decode|loads|environ)["']|["'][^"'\n]{1,30}["']\s{0,3}\+|(?:["']{2}\.join|chr|bytes)\()[^\n]{0,80}\)\s{0,3}\(/gi,
    unless: /__import__\(\s{0,4}(?:name|module|mod|pkg|package|module_name|f["'])/,
  },
  {
    reason: 'obfuscation.decodedRun',
    category: 'obfuscation',
    severity: 'critical',
    view: 'code',
    pattern:
      /\b(?:eval|exec|compile|Function|execScript|runInThisContext|runInNewContext|runInContext|_compile|os\.system|execSync|loadstring|assert|instance_eval|spawnSync?|popen|iex|Invoke-Expression|getattr\([^()]{0,60}\))\s{0,4}\(?\s{0,4}(?:[^()\n]{0,60}\(){0,6}[^()\n]{0,60}(?:b64decode|b32decode|b85decode|a85decode|atob\s{0,3}\(|fromhex|unhexlify|zlib\.decompress|gzip\.decompress|lzma\.decompress|bz2\.decompress|marshal\.loads|codecs\.decode|base64_decode|gzinflate|str_rot13|Base64\.decode64|unpack\(|FromBase64String|inflateSync|gunzipSync|brotliDecompress|Buffer\.from\([^()\n]{1,4000},\s{0,3}["'`](?:base64|hex)|fromCharCode|decodeURIComponent|unescape\(|decrypt\()/g,
  },
  {
    reason: 'obfuscation.decodedRun',
    category: 'obfuscation',
    severity: 'critical',
    view: 'code',
    pattern:
      /(?:b64decode|atob|FromBase64String|fromhex|Buffer\.from)\([^\n]{0,4000}\|\s{0,3}(?:iex|Invoke-Expression)\b|\bcreateElement\(["']script["'][^\n]{0,120}atob|\bdata:text\/javascript;base64,[A-Za-z0-9+/=]{40,}|import\(\s{0,4}["'`]data:text\/javascript|\bdata:application\/(?:x-)?javascript;base64/g,
  },
  {
    reason: 'obfuscation.packed',
    category: 'obfuscation',
    severity: 'high',
    view: 'code',
    pattern:
      /eval\(function\(p,a,c,k,e,[dr]\)|\[\]\[\(!\[\]\+\[\]\)|(?:\(!\[\]\+\[\]\)\[|\+!!\[\]){1}[\s\S]{0,40}(?:\+!!?\[\]){3,}|ﾟωﾟ|\$=~\[\];/g,
  },
  {
    reason: 'obfuscation.packed',
    category: 'obfuscation',
    severity: 'high',
    view: 'code',
    languages: [...scripts, 'shell', 'powershell'],
    pattern:
      /(?:\\x[0-9a-f]{2}){24,}|(?:\\u00[0-9a-f]{2}){16,}|(?:\\[0-3][0-7]{2}){20,}|(?:chr\(\s{0,3}\d{1,3}\s{0,3}\)\s{0,3}[+,.]\s{0,3}){8,}|(?:%[0-9a-f]{2}){24,}|(?:\[char\]\s{0,3}\d{2,3}\s{0,3}[+,]\s{0,3}){6,}/gi,
  },
  {
    reason: 'obfuscation.indirect',
    category: 'obfuscation',
    severity: 'high',
    view: 'code',
    pattern:
      /\bgetattr\(\s{0,4}(?:__builtins__|__import__\(|builtins\b|os\b|subprocess\b)[^)\n]{0,80}|\b__builtins__(?:\.__dict__)?\s{0,3}\[|\bglobals\(\)\s{0,3}\[[^\]\n]{0,80}\]\s{0,3}\(|\bvars\(\s{0,3}(?:builtins|__builtins__)|(?:window|globalThis|global|self|this|process)\s{0,3}\[\s{0,4}["'`](?:eval|Function|exec|mainModule|binding|require|constructor)["'`]\s{0,4}\]|(?:\[\]|\(\)|""|''|\w)\s{0,3}\[\s{0,3}["'`](?:constructor|filter|map|at)["'`]\s{0,3}\]\s{0,3}\[\s{0,3}["'`]constructor["'`]|\.constructor\.constructor\s{0,3}\(|\.__subclasses__\(\)|\b__import__\(\s{0,4}["'](?:os|subprocess|base64|socket|urllib\.request|requests)["']\s{0,4}\)\s{0,4}\.(?:system|popen|b64decode|socket|urlopen|check_output|run|Popen|environ|post|get)|\b(?:require|module\.require|process\.mainModule\.require)\(\s{0,4}["'`]child_["'`]\s{0,4}\+/g,
    unless: /getattr\(\s{0,4}os,\s{0,4}["']\w{1,20}["'],\s{0,4}(?:None|\d|lambda)/,
  },
]
