import type { CodeRule } from './dangerous.ts'

/** Steps that are harmless alone and stand in one program: what is fetched becomes code, what is found is gathered. */
export const chainRules: CodeRule[] = [
  {
    // In one line, however the two are nested.
    reason: 'pipe.downloadRun',
    category: 'pipe_to_shell',
    severity: 'critical',
    view: 'code',
    pattern:
      /\b(?:exec|eval|compile)\s{0,3}\([^\n]{0,160}?(?:\burlopen\s{0,2}\(|\brequests\.get\s{0,2}\(|\bhttpx\.get\s{0,2}\(|\bURI\.open\s{0,2}\(|\bfile_get_contents\s{0,2}\(\s{0,2}["']https?:)/g,
  },
  {
    // PowerShell: by way of a variable.
    reason: 'pipe.downloadRun',
    category: 'pipe_to_shell',
    severity: 'critical',
    view: 'code',
    pattern:
      /\$(\w{1,40})\s{0,4}=[^\n]{0,200}(?:DownloadString|DownloadData|Invoke-RestMethod|Invoke-WebRequest|\birm\b|\biwr\b)[\s\S]{0,400}?(?:\biex\b|Invoke-Expression|\[scriptblock\]::Create\s{0,2}\()[^\n]{0,60}\$\1\b/gi,
  },
  {
    // What comes over a connection is run, and what it says goes back.
    reason: 'dangerous.reverseShell',
    category: 'dangerous_call',
    severity: 'critical',
    languages: ['other', 'python', 'javascript', 'text'],
    view: 'code',
    pattern:
      /\b(?:TCPSocket\.(?:new|open)|fsockopen|stream_socket_client|IO::Socket::INET|socket\.create_connection|net\.Dial)\b[\s\S]{0,600}?\b(?:IO\.popen|Open3\.\w{1,12}|proc_open|shell_exec|passthru|popen\s{0,2}\(|exec\.Command|subprocess\.\w{1,16})\b/g,
  },
  {
    // Keys by the pattern of their names, wherever they lie below a home.
    reason: 'credentials.harvest',
    category: 'credentials',
    severity: 'high',
    view: 'code',
    pattern:
      /\bfind\b[^\n;|]{0,120}(?:\$\{?HOME\b|~|\/home|\/root|\/Users|\s\/\s)[^\n;]{0,300}-i?name\s{1,3}["']?(?:id_\*|id_rsa|\*\.pem|\*\.key|\.env\*?|\*credentials\*?|\*\.kdbx|\.netrc)/g,
    unless: /-delete\b|chmod|!\s-name/,
  },
  {
    // A folder of keys, its name apart from what is read in it.
    reason: 'credentials.file',
    category: 'credentials',
    severity: 'high',
    languages: ['python', 'javascript', 'other'],
    view: 'code',
    pattern: /["']\.(?:aws|ssh|kube|gnupg|azure)["'][\s\S]{0,300}?\b(?:read_text|read_bytes|readFile(?:Sync)?|open)\b/g,
  },
]
