/** What sends bytes away, in any language. */
export const sending =
  /\b(?:requests|httpx|session|client|s|http|axios|got|ky|superagent|needle|fetcher|aiohttp|grequests|urllib3|conn|connection)\.(?:post|put|patch|request|send)\s?\(|\.post\(\s{0,10}(?:f?["'`]https?:|url|URL|endpoint|webhook)|\brequests\.request\(|urlopen\([^)\n]{0,200}data\s?=|urllib\.request\.Request\((?:[^()]|\([^()]{0,80}\)){0,300}data\s?=|Request\([^)]{0,200}method\s?=\s?["'](?:POST|PUT)|https?\.client|HTTPS?Connection\(|smtplib|ftplib|paramiko|telnetlib|\bsocket\.(?:socket|create_connection)\(|\.sendall\(|\.sendto\(|websockets?\.connect|new WebSocket\(|XMLHttpRequest|sendBeacon\(|fetch\((?:[^()]|\([^()]{0,120}\)){0,400}method\s{0,4}:\s{0,4}["'`](?:POST|PUT|PATCH)|https?\.request\(|net\.(?:connect|createConnection)\(|dgram\.createSocket|axios\(\{|\bcurl\b[^\n]{0,400}(?:\s-d\b|\s-d['"@]|\s--data|\s-F\b|\s--form|\s-T\b|\s--upload-file|\s--json\b|\s-X\s?(?:POST|PUT|PATCH)|--request\s(?:POST|PUT))|\bwget\b[^\n]{0,300}--(?:post-data|post-file|body-data|body-file|method)|(?:^|[\s;&|(])(?:nc|ncat|netcat)\s|\bscp\s|\brsync\b[^\n]{0,200}\w:|\/dev\/(?:tcp|udp)\/|Invoke-(?:WebRequest|RestMethod)[^\n]{0,200}-(?:Method\s{1,4}["']?(?:Post|Put)|Body)|\b(?:iwr|irm)\b[^\n]{0,200}-(?:Method|Body)|UploadString|UploadData|UploadFile|Net::HTTP(?:\.post|::Post|::Put)|http\.Post(?:Form)?\(|http\.NewRequest\(["'](?:POST|PUT)|file_get_contents\([^)\n]{0,60}http|curl_exec|curl_setopt|LWP::UserAgent|HTTP::Tiny|\baws s3 (?:cp|sync|mv)\b|\bgsutil (?:cp|rsync)\b|\brclone (?:copy|sync)\b|\bgit push\s{1,4}(?:https?:|--mirror|git@)|\bsendmail\b|\bmail\s{1,4}-s\b|\bmutt\b|openssl s_client|\bsocat\b|\bgh gist create\b|\bgist\b\s-|nodemailer|\bhttpie?\b\s{1,4}(?:POST|--form)/gi

/** What asks for something over the network, and may carry data in the address. */
export const asking =
  /\b(?:requests|httpx|session|axios|got|http|https)\.(?:get|head)\(|\burlopen\(|urlretrieve\(|\bfetch\(|\bcurl\b|\bwget\b|Invoke-(?:WebRequest|RestMethod)|\b(?:iwr|irm)\b|DownloadString|DownloadFile|new Image\(\)|\.src\s?=\s?[`"'][^`"'\n]{0,8}https?:|Net::HTTP\.get|http\.Get\(|HttpClient|\bURI\.open|\bopen-uri\b|\baria2c\b|\blynx\b|\bfetch\s-/gi

/** A name that is looked up, and carries data. */
export const nameLookup =
  /(?:\b(?:dig|nslookup|host|drill|resolvectl query|ping6?|getent hosts)\b[^\n|;]{0,60}(?:\$\(|`|\$\{?\w{1,30}\}?)[^\n|;]{0,80}\.[\w-]{1,60}\.\w{2,10}|(?:gethostbyname(?:_ex)?|getaddrinfo|resolver\.resolve|resolver\.query|dns(?:Promises)?\.(?:lookup|resolve\w{0,4})|resolve[46]?|Resolve-DnsName|LookupHost|lookup)\s?\(?\s{0,4}(?:f["']|`)?[^\n)]{0,80}(?:\{[^}\n]{1,60}\}|\+|%s|\$\w{1,20})[^\n)]{0,60}\.[\w{}$-]{1,60}|(?:gethostbyname|getaddrinfo|resolver\.resolve|dns\.(?:lookup|resolve\w{0,4}))\s?\(\s{0,4}(?:\w{1,30}\s{0,4}\+|["'].{0,4}["']\.join|["']%s\.))/gi

/** Services where anybody picks up what anybody drops. */
export const dropHost =
  /\b(?:webhook\.site|requestbin\.\w{2,8}|[\w-]{1,40}\.requestbin\.\w{2,8}|[\w-]{1,60}\.(?:m\.)?pipedream\.net|[\w-]{1,60}\.ngrok(?:-free)?\.(?:io|app|dev)|[\w-]{1,60}\.trycloudflare\.com|[\w-]{1,60}\.burpcollaborator\.net|[\w-]{1,60}\.oastify\.com|[\w-]{1,60}\.interact\.sh|[\w-]{1,60}\.oast\.\w{2,6}|(?:api\.)?pastebin\.com\/(?:api|raw)|transfer\.sh|file\.io|0x0\.st|termbin\.com|ix\.io|paste\.ee|dpaste\.\w{2,4}|hastebin\.com|paste\.rs|bashupload\.com|temp\.sh|anonfiles?\.\w{2,4}|gofile\.io|catbox\.moe|oshi\.at|[\w-]{1,60}\.dnslog\.cn|[\w-]{1,60}\.ceye\.io|canarytokens\.\w{2,4}|[\w-]{1,60}\.beeceptor\.com|requestcatcher\.com|[\w-]{1,60}\.requestcatcher\.com|hookbin\.com|hookb\.in|webhook\.cool|postb\.in|ptsv\d?\.com|[\w-]{1,60}\.serveo\.net|[\w-]{1,60}\.localtunnel\.me|[\w-]{1,60}\.loca\.lt)\b/gi

/** Chat services that take messages from whoever knows the address. */
export const chatHook =
  /discord(?:app)?\.com\/api\/webhooks\/[\w-]{1,40}\/[\w-]{6,100}|api\.telegram\.org\/bot\d{6,12}:[\w-]{20,50}|hooks\.slack\.com\/services\/T\w{6,14}\/B\w{6,14}\/\w{16,30}/gi

/** Names that people give to the place where stolen things go. */
export const suspiciousHost =
  /https?:\/\/[^\s/"'`)]{0,80}?(?:\b|[.-])(?:evil|attacker|exfil\w{0,8}|c2|cnc|malicious|malware|payloads?|stealer|stolen|loot|leaks?|drop|dropzone|beacon|collect(?:or|ion)?|harvest\w{0,4}|hacker|phish\w{0,4}|grab(?:ber)?|sink|siphon|implant|backdoor|botnet|ransom\w{0,4}|xfil)(?:\b|[.-])/i

/** Addresses of programs' own machines and of what only names a format. */
const harmless =
  /^(?:localhost|127\.\d{1,3}\.\d{1,3}\.\d{1,3}|0\.0\.0\.0|\[?::1\]?|10\.\d{1,3}\.\d{1,3}\.\d{1,3}|192\.168\.\d{1,3}\.\d{1,3}|172\.(?:1[6-9]|2\d|3[01])\.\d{1,3}\.\d{1,3}|host\.docker\.internal|(?:www\.)?w3\.org|schemas?\.[\w.-]{1,60}|(?:www\.)?json-schema\.org|xmlns\.com|purl\.org|ns\.adobe\.com|(?:www\.)?sitemaps\.org|[\w-]{1,40}|[\w-]{1,40}\.local)$/i

/** Registries and the like, from which everybody loads. */
const wellKnown =
  /(?:^|\.)(?:npmjs\.(?:org|com)|pypi\.org|pythonhosted\.org|crates\.io|rubygems\.org|golang\.org|debian\.org|ubuntu\.com|alpinelinux\.org|unpkg\.com|jsdelivr\.net|cdnjs\.cloudflare\.com|nodejs\.org|python\.org|rust-lang\.org|rustup\.rs|deno\.land|bun\.sh|astral\.sh|docker\.(?:com|io)|fonts\.(?:googleapis|gstatic)\.com)$/i

/** Hosts of the installers that are documented as `curl ... | sh` by those who make them. */
export const officialInstaller =
  /^https:\/\/(?:sh\.rustup\.rs|static\.rust-lang\.org|get\.docker\.com|deb\.nodesource\.com|rpm\.nodesource\.com|install\.python-poetry\.org|astral\.sh|bun\.sh|(?:www\.)?bun\.com|deno\.land|get\.helm\.sh|get\.pnpm\.io|get\.sdkman\.io|get\.k3s\.io|bootstrap\.pypa\.io|fnm\.vercel\.app|starship\.rs|ollama\.com|tailscale\.com|mise\.run|mise\.jdx\.dev|volta\.sh|get\.volta\.sh|sdk\.cloud\.google\.com|aka\.ms|cli\.github\.com|fly\.io|get\.pulumi\.com|install\.determinate\.systems|nixos\.org|claude\.ai|cursor\.com|ohmyz\.sh|foundry\.paradigm\.xyz|get\.haskellup\.org|(?:www\.)?npmjs\.com|dotenvx\.sh|get\.scoop\.sh|community\.chocolatey\.org|cli\.doppler\.com|install\.speedtest\.net|releases\.hashicorp\.com|pixi\.sh|micro\.mamba\.pm|setup\.atuin\.sh|get\.jetify\.com|get-ghcup\.haskell\.org|install\.duckdb\.org|dl\.google\.com|packages\.microsoft\.com|download\.docker\.com|raw\.githubusercontent\.com\/(?:nvm-sh|Homebrew|helm|ohmyzsh|pyenv|golangci|rbenv|asdf-vm|kubernetes|docker|cli|aquasecurity|anchore|hashicorp)\/|github\.com\/(?:pyenv|asdf-vm)\/)/i

export interface Host {
  name: string
  start: number
  end: number
}

/** The hosts that addresses in a text name. */
export function hostsIn(text: string): Host[] {
  const hosts: Host[] = []
  for (const match of text.matchAll(
    /\b(?:https?|wss?|ftp|tcp|udp|ssh|git):\/\/(?:[^\s/@"'`<>]{1,80}@)?(\[[0-9a-f:.]{2,45}\]|[^\s/:"'`<>?#)\\,;|{}$(]{1,253})/gi,
  )) {
    const name = (match[1] as string).toLowerCase().replace(/[.*\]]+$/, '')
    if (name.includes('.') || name.startsWith('[') || name === 'localhost')
      hosts.push({ name, start: match.index, end: match.index + match[0].length })
    if (hosts.length >= 400) break
  }
  return hosts
}

export const isHarmlessHost = (name: string) => harmless.test(name)
export const isWellKnownHost = (name: string) => wellKnown.test(name)
/** A bare public address, a hidden service, a shortener, a name in foreign letters. */
export const isUnusualHost = (name: string) =>
  /^\d{1,3}(?:\.\d{1,3}){3}$|^\[|\.onion$|^xn--|\.xn--|^0x[0-9a-f]{8}$|^\d{8,10}$/i.test(name) ||
  /^(?:bit\.ly|tinyurl\.com|t\.ly|is\.gd|cutt\.ly|rb\.gy|rebrand\.ly|shorturl\.at|goo\.gl|tiny\.cc|v\.gd|ow\.ly)$/i.test(
    name,
  )
