import { officialInstaller } from './network.ts'
import type { Hit } from './prose.ts'

const loads =
  /(?:^|[\s;&|(`"'{])(?:\/\S{1,40}\/|busybox\s{1,4}|sudo\s{1,4}|command\s{1,4})?(?:curl|wget|wget2|aria2c|axel|lwp-request|lwp-download|lynx|links|w3m|elinks|http|https|xh|fetch|iwr|irm|Invoke-WebRequest|Invoke-RestMethod|GET|gsutil cp|aws s3 cp|tftp|scp)\b/i
const decodes =
  /\b(?:base64|base32|gbase64)\b[^|]{0,20}(?:-d|-D|--decode)|\bopenssl\b[^|]{0,40}(?:-d\b|base64)|\bxxd\b[^|]{0,20}-r|\brev\b|\btr\b[^|]{0,60}A-Z?a?-?z?|\buudecode\b|\bgunzip\b|\bzcat\b|\bgzip\b[^|]{0,10}-d|\bprintf\b|\becho\b\s{1,4}-e/i
/** An interpreter that takes its program from what it is fed: no script and no `-c` of its own. */
const runs =
  /^\s{0,20}(?:(?:sudo|env|exec|nohup|command|time|doas|su -c|\\)\s{0,4}(?:-\w{1,10}\s{1,4}|\w{1,20}=\S{0,60}\s{1,4}){0,4}){0,3}(?:\/\S{0,40}\/)?(?:(?:ba|z|da|k|a|fi|c|tc|mk)?sh|python[\d.]{0,4}|perl|ruby|node|deno run|bun run|php|pwsh|powershell|osascript|iex|Invoke-Expression|cmd|source|\.|xargs\s(?:-\S{1,12}\s(?:\S{1,6}\s)?){0,4}(?:ba|z)?sh|parallel|at now|crontab)(?:\.exe)?(?:\s{1,4}-(?![cemnpE]\b|m)[\w-]{0,20}(?:=\S{1,40})?){0,4}\s{0,4}(?:-|\/dev\/stdin|--\s.{0,200}|-s\b.{0,200}|\d?[<>]&?.{0,40})?\s{0,10}$/i
const runsText =
  /^\s{0,20}(?:sudo\s{1,4})?(?:xargs\b[^|]{0,30}\b(?:ba|z)?sh\s-c|(?:ba|z)?sh\s{1,4}-c\s{1,4}["']?\$\(cat\)|tee\b[^|]{0,60}>\(\s{0,4}(?:ba|z)?sh|while read[^|]{0,40}do\s{1,4}(?:eval|\$|sh))/i
const url = /https?:\/\/[^\s"'`)|;<>]{3,300}|\$\{?\w{1,30}\}?/i

/** Everything that loads a program from the network, or decodes it, and runs it in the same breath. */
export function findPipes(text: string): Hit[] {
  const hits: Hit[] = []
  let offset = 0
  for (const line of text.replace(/\\\r?\n/g, (whole) => ' '.repeat(whole.length)).split('\n')) {
    if (line.length > 3 && line.length < 20_000)
      hits.push(...pipesOfLine(line, offset), ...substitutionsOfLine(line, offset))
    offset += line.length + 1
  }
  hits.push(...loadedThenRun(text))
  return hits
}

function pipesOfLine(line: string, offset: number): Hit[] {
  if (!line.includes('|')) return []
  const hits: Hit[] = []
  for (const command of line.split(/&&|\|\||;(?!;)/)) {
    // A quoted command inside another one: what stands in the quotation marks is a pipeline of its own.
    const stages = command
      .split('|')
      .map((stage) => stage.replace(/^(?:[^"']{0,200})["'](?=\s{0,4}(?:sudo )?(?:curl|wget|echo|printf|base64)\b)/, ''))
    const loadsAt = stages.findIndex((stage) => loads.test(stage))
    const decodesAt = stages.findIndex((stage) => decodes.test(stage))
    const first = loadsAt >= 0 ? loadsAt : decodesAt
    if (first < 0) continue
    const later = stages.slice(first + 1).map((stage) =>
      closed(stage)
        .replace(/["'`)\]},]+\s*$/, '')
        .replace(/\s(?:#|\/\/).*$/, ''),
    )
    if (!later.some((stage) => runs.test(stage) || runsText.test(stage))) continue
    const start = offset + line.indexOf(command)
    if (loadsAt < 0)
      hits.push({
        start,
        end: start + command.length,
        severity: 'critical',
        category: 'obfuscation',
        reason: 'obfuscation.decodedRun',
      })
    else hits.push(loadHit(stages[loadsAt] ?? '', start, start + command.length))
  }
  return hits
}

/** A stage up to the quotation mark that ends the command around it. */
function closed(stage: string): string {
  const quotes = stage.match(/["'`]/g)?.length ?? 0
  return quotes % 2 === 1 ? stage.replace(/["'`].*$/, '') : stage
}

const substitutions = [
  /\b(?:eval|exec)\b[^\n]{0,20}(?:\$\(|`)\s{0,4}(?:sudo )?(?:curl|wget|fetch|lynx|http|GET|aria2c|busybox wget)\b[^\n]{0,400}/gi,
  /(?:^|[\s;&|("'`/])(?:(?:ba|z|da|k|a)?sh|python[\d.]{0,4}|perl|ruby|node|php)\s{1,4}(?:-\w{1,4}\s{1,4}){0,3}["']?(?:\$\(|`|<\()\s{0,4}(?:sudo )?(?:curl|wget|fetch|lynx|http|GET|aria2c)\b[^\n]{0,400}/gi,
  /(?:^|[\s;&|("'`])(?:source|\.)\s{1,4}<\(\s{0,4}(?:curl|wget|fetch|lynx|http)\b[^\n]{0,400}/gi,
  /(?:^|[\s;&|("'`])(?:(?:ba|z|da|k)?sh|source|\.)\s{0,4}(?:-\w{1,4}\s{0,4})?(?:<<<\s{0,4}["']?\$\(|<\s{0,2}<\()\s{0,4}(?:curl|wget|fetch)\b[^\n]{0,400}/gi,
  /\b(?:iex|Invoke-Expression)\b[^\n]{0,80}(?:\biwr\b|\birm\b|Invoke-WebRequest|Invoke-RestMethod|DownloadString|DownloadData|curl|wget|Net\.WebClient)[^\n]{0,300}/gi,
  /(?:DownloadString|DownloadData|\biwr\b|\birm\b|Invoke-RestMethod|Invoke-WebRequest)[^\n]{0,300}\|\s{0,4}(?:iex|Invoke-Expression)\b/gi,
  /&\s{0,4}\(\s{0,4}\[scriptblock\]::Create\(\s{0,4}\(?(?:irm|iwr|Invoke)[^\n]{0,300}/gi,
  /\b(?:mshta|regsvr32|rundll32|msiexec|bitsadmin|certutil)\b[^\n]{0,60}https?:\/\/[^\n]{0,200}/gi,
  /\b(?:(?:npx|bunx|pnpm dlx|npm (?:i|install|add)|uvx|uv pip install)\s(?:-\S{1,20}\s){0,4}|(?:deno run|bun run|pip3? install|pipx run)\b[^\n|;]{0,60}\s)(?:git\+)?https?:\/\/(?!github\.com|gitlab\.com|deno\.land|jsr\.io|esm\.sh)[^\s"'`]{3,300}/gi,
]

const decodedRuns = [
  /\b(?:eval|exec|bash -c|sh -c|zsh -c|source|\.)\b[^\n]{0,20}(?:\$\(|`|<\(|<<<)[^\n]{0,600}(?:base64\s{1,4}(?:-d|-D|--decode)|base32 -d|xxd -r|openssl\s(?:enc|base64)[^\n]{0,30}-d|\|\s{0,4}rev\b|tr\s{1,4}["']?[A-Z][^\n]{2,30})/gi,
  /\b(?:ba|z|da|k)?sh\b\s{0,4}<<<\s{0,4}["']?\$\([^\n]{0,600}(?:base64|xxd|rev)\b/gi,
  /\b(?:powershell|pwsh)(?:\.exe)?\b[^\n]{0,100}\s-e(?:nc|ncodedcommand|c|n)?\s{1,4}["']?[A-Za-z0-9+/=]{20,}/gi,
]

function substitutionsOfLine(line: string, offset: number): Hit[] {
  const hits: Hit[] = []
  for (const pattern of substitutions) {
    for (const match of line.matchAll(pattern))
      hits.push(loadHit(match[0], offset + match.index, offset + match.index + match[0].length))
  }
  for (const pattern of decodedRuns) {
    for (const match of line.matchAll(pattern)) {
      const start = offset + match.index
      hits.push({
        start,
        end: start + match[0].length,
        severity: 'critical',
        category: 'obfuscation',
        reason: 'obfuscation.decodedRun',
      })
    }
  }
  return hits
}

function loadHit(command: string, start: number, end: number): Hit {
  const address = url.exec(command)?.[0] ?? ''
  const known = officialInstaller.test(address) || /^https?:\/\/(?:localhost|127\.0\.0\.1)\b/.test(address)
  return known
    ? { start, end, severity: 'medium', category: 'pipe_to_shell', reason: 'pipe.knownInstaller' }
    : { start, end, severity: 'critical', category: 'pipe_to_shell', reason: 'pipe.downloadRun' }
}

const written = [
  /\b(?:curl|wget|aria2c|fetch|http)\b[^\n;&|]{0,300}?(?:\s-[a-zA-Z]{0,6}[oO]\s{0,3}|\s--output(?:-document)?[\s=]{1,3}|\s>{1,2}\s{0,3}|--out=)["']?([\w./~${}-]{2,120})/g,
  /\b(?:curl|wget)\b[^\n;&|]{0,200}https?:\/\/[^\s"'`;&|]{1,200}\/([\w.-]{2,80}\.(?:sh|py|pl|js|rb|bash|run|bin|ps1))\b/g,
  /(?:Invoke-WebRequest|iwr|DownloadFile|Start-BitsTransfer|certutil|bitsadmin)\b[^\n]{0,300}?(?:-OutFile\s{1,4}|-Destination\s{1,4}|,\s{0,4})["']?([\w.\\/:${}-]{2,120})/gi,
]

/** A file that one line loads and a later one runs. */
function loadedThenRun(text: string): Hit[] {
  const hits: Hit[] = []
  for (const pattern of written) {
    for (const match of text.matchAll(pattern)) {
      if (hits.length > 20) return hits
      const path = (match[1] ?? '').replace(/["']$/, '')
      if (path.length < 2 || path.startsWith('/dev/') || path === '-') continue
      const end = match.index + match[0].length
      const rest = text.slice(end, end + 3000)
      const name = escaped(path.slice(path.lastIndexOf('/') + 1))
      const runsIt = new RegExp(
        `(?:^|[\\n;&|(]|&&|then|do)\\s{0,20}(?:sudo\\s{1,4}|nohup\\s{1,4}|exec\\s{1,4}|&\\s{0,3}|env\\s{1,4})?(?:(?:(?:ba|z|da|k)?sh|python[\\d.]{0,4}|node|perl|ruby|source|\\.|pwsh|powershell(?: -File)?|Start-Process|cmd /c|open)\\s{1,4}(?:-[\\w-]{1,20}\\s{1,4}){0,3}["']?(?:[\\w./~\${}-]{0,100}\\/)?|["']?(?:\\.{1,2}\\/|\\/|~\\/|\\$\\{?\\w{1,20}\\}?\\/)(?:[\\w./-]{0,100}\\/)?)${name}\\b(?!["']?\\s{0,4}=)`,
      ).exec(rest)
      const byName = path.startsWith('$')
        ? new RegExp(`(?:^|[\\n;&|])\\s{0,20}(?:sudo |(?:ba)?sh |python3? )?["']?${escaped(path)}["']?(?:\\s|$)`).exec(
            rest,
          )
        : null
      if (!runsIt && !byName) continue
      const verified = /sha(?:256|512)sum|shasum|gpg\s{1,4}--verify|cosign verify|minisign/.test(
        rest.slice(0, (runsIt ?? byName)?.index ?? 0),
      )
      const hit = loadHit(match[0], match.index, end)
      hits.push(verified && hit.severity === 'critical' ? { ...hit, severity: 'medium' } : hit)
    }
  }
  return hits
}

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
