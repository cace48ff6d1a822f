import { fold } from '../fold.ts'
import type { Language } from '../language.ts'
import { type Lexed, lex } from '../lex.ts'
import { chainRules } from './chains.ts'
import { codeRules } from './dangerous.ts'
import * as network from './network.ts'
import { findPipes } from './pipe.ts'
import type { Hit } from './prose.ts'
import * as sensitive from './sensitive.ts'

const maxHitsPerRule = 12
/** Says something, rather than doing it: a message, a help text, an exception. */
const says =
  /\b(?:print|echo|console\.(?:log|error|warn|info)|log(?:ger|ging)?\.\w{1,10}|printf|raise|throw|die|help\s?=|description\s?=|epilog\s?=|usage\b|Write-(?:Host|Output|Error)|assert\w{0,10})\b[^|;&]{0,200}$/i
const runsItself = /\b(?:eval|exec|Function|runIn\w{1,20}|compile)\s{0,3}\(\s{0,3}(?![\s'"`)])/

/** What stands before a phrase says that it is printed, in a quotation that is still open. */
function isSaid(before: string): boolean {
  return says.test(before) && (before.match(/["'`]/g)?.length ?? 0) % 2 === 1
}

/** What a program, a command or a piece of either does. */
export function findInCode(
  text: string,
  language: Language,
): { hits: Hit[]; lexed: Lexed; sends: boolean; reads: boolean } {
  const lexed = lex(text, language)
  const hits: Hit[] = []
  const folded = fold(lexed.code, language)
  const views = folded === lexed.code ? [lexed.code] : [lexed.code, folded]
  applyRules(lexed, folded, language, hits)
  for (const view of views)
    for (const hit of findPipes(view)) hits.push(said(view, hit) ? { ...hit, severity: 'medium' } : hit)
  const renamed = new Set(lexed.bare.match(/\b_0x[a-f0-9]{2,8}\b/g))
  const first = lexed.bare.search(/\b_0x[a-f0-9]{2,8}\b/)
  if (renamed.size >= 4)
    hits.push({ start: first, end: first + 8, severity: 'high', category: 'obfuscation', reason: 'obfuscation.packed' })
  const joined = folded.replace(/["'`]\s{0,10}[,/]\s{0,10}[fbru]?["'`]/g, '/')
  const flow = findFlows(joined, language)
  hits.push(...flow.hits)
  return { hits, lexed, sends: flow.sends, reads: flow.reads }
}

function said(view: string, hit: Hit): boolean {
  const lineStart = view.lastIndexOf('\n', hit.start - 1) + 1
  const line = view.slice(lineStart, hit.end)
  const marker = /curl|wget|iwr|irm|base64/i.exec(line)?.index ?? 0
  const before = line.slice(0, marker)
  // `echo ... | base64 -d | sh` begins with the same word, but what it says goes on into a pipe.
  return isSaid(before)
}

function applyRules(lexed: Lexed, folded: string, language: Language, hits: Hit[]) {
  for (const rule of [...codeRules, ...chainRules]) {
    if (rule.languages && !rule.languages.includes(language)) continue
    const texts = rule.view === 'bare' ? [lexed.bare] : folded === lexed.code ? [lexed.code] : [lexed.code, folded]
    for (const text of texts) {
      let count = 0
      for (const match of text.matchAll(rule.pattern)) {
        if (++count > maxHitsPerRule) break
        if (match[0].trim() === '') continue
        const line = lineAround(rule.view === 'bare' ? lexed.code : text, match.index, match.index + match[0].length)
        if (rule.unless?.test(line)) continue
        const only =
          rule.view === 'code' &&
          isSaid(text.slice(text.lastIndexOf('\n', match.index) + 1, match.index)) &&
          rule.category !== 'obfuscation'
        hits.push({
          start: match.index,
          end: match.index + match[0].length,
          category: rule.category,
          reason: rule.reason,
          severity: only ? 'low' : constantArgument(rule.reason, lexed.code, match) ? 'low' : rule.severity,
        })
      }
    }
  }
}

/** `eval("1 + 1")` says itself what it does; its text is looked at like all others. */
function constantArgument(reason: string, code: string, match: RegExpExecArray | RegExpMatchArray): boolean {
  if (reason !== 'dangerous.evaluates') return false
  const after = code.slice((match.index ?? 0) + match[0].length, (match.index ?? 0) + match[0].length + 400)
  return match[0].trimEnd().endsWith('(') && /^\s{0,4}(?:"[^"\n]*"|'[^'\n]*')\s{0,4}\)/.test(after)
}

export function lineAround(text: string, start: number, end: number): string {
  const from = Math.max(text.lastIndexOf('\n', start - 1) + 1, start - 300)
  const to = text.indexOf('\n', end)
  return text.slice(from, Math.min(to < 0 ? text.length : to, end + 300))
}

/** Where something of value is read, where something is sent, and whether the one reaches the other. */
function findFlows(text: string, language: Language): { hits: Hit[]; sends: boolean; reads: boolean } {
  const hits: Hit[] = []
  const add = (
    match: { index: number; 0: string },
    reason: Hit['reason'],
    category: Hit['category'],
    severity: Hit['severity'],
  ) => hits.push({ start: match.index, end: match.index + match[0].length, reason, category, severity })
  const all = (pattern: RegExp) => [...text.matchAll(pattern)].slice(0, maxHitsPerRule)
  const sends = all(network.sending).filter((match) => !isLocal(text, match))
  const asks = all(network.asking).filter((match) => !isLocal(text, match))
  const lookups = all(network.nameLookup)
  const talks = sends.length + asks.length + lookups.length > 0
  const readable = sensitive.readsFile.test(text)
  let reads = false
  for (const match of all(sensitive.strongPath)) {
    const how = wayOf(text, match, language, readable)
    if (how === 'mentioned') continue
    reads = true
    add(match, 'credentials.file', 'credentials', how === 'read' ? (talks ? 'critical' : 'high') : 'medium')
  }
  for (const match of all(sensitive.metadataAddress)) {
    if (wayOf(text, match, language, true) === 'mentioned') continue
    reads = true
    add(match, 'credentials.metadata', 'credentials', talks ? 'critical' : 'high')
  }
  for (const match of all(sensitive.otherHomes)) {
    if (wayOf(text, match, language, readable) === 'read') {
      reads = true
      add(match, 'credentials.otherAgent', 'credentials', talks ? 'critical' : 'high')
    }
  }
  for (const match of all(sensitive.environmentDump)) {
    const around = text.slice(Math.max(0, match.index - 120), match.index + match[0].length + 240)
    if (
      /\benv\s?[=:]|subprocess|spawn|Popen|execFile|\benv,/.test(around) &&
      /copy\(\)|\.\.\.process\.env/.test(match[0])
    )
      continue
    const kept =
      sensitive.secretNames.test(around) && /\bif\b|\bin\b|filter|grep|match|includes|test\(|-like|select/i.test(around)
    const stored =
      /^[^\n|]{0,60}>{1,2}\s{0,4}["']?[\w./~$]/.test(text.slice(match.index + match[0].length)) ||
      /(?:writeFile(?:Sync)?|appendFile(?:Sync)?|write_text|json\.dump|\.write)\s?\([^\n;]{0,160}$/.test(
        text.slice(Math.max(0, match.index - 200), match.index),
      )
    reads = true
    add(
      match,
      'credentials.environment',
      'credentials',
      sends.length > 0 || lookups.length > 0 || asks.some((ask) => isComposed(text, ask)) || tainted(text, match.index)
        ? 'critical'
        : kept || stored
          ? 'high'
          : 'medium',
    )
  }
  const watched = all(sensitive.surveillance)
  for (const match of watched)
    add(match, 'exfiltration.surveillance', 'exfiltration', sends.length > 0 ? 'high' : 'medium')
  const known = all(sensitive.fingerprint)
  for (const match of known) {
    const near = text.slice(Math.max(0, match.index - 600), match.index + 600)
    if (
      sends.length > 0 ||
      /(?:curl|wget|urlopen|requests\.get|fetch|https?\.get)[^\n]{0,300}(?:whoami|hostname|\$\(id|uname)/.test(near)
    )
      add(match, 'exfiltration.upload', 'exfiltration', 'high')
  }
  for (const match of lookups) {
    const line = lineAround(text, match.index, match.index + match[0].length)
    const encodes =
      /b64|base64|base32|hex|encode|xxd|od -|substr|chunk|split|fold|slice|\bcat\b|whoami|hostname|payload|secret|data|token|key|leak|exfil|part|piece/i.test(
        text.slice(Math.max(0, match.index - 500), match.index + match[0].length),
      )
    if (encodes && !/\+short\s{1,4}["']?\$\{?\w{1,20}\}?["']?\s{0,4}$/.test(line))
      add(match, 'exfiltration.dns', 'exfiltration', reads ? 'critical' : 'high')
  }
  for (const match of all(network.dropHost)) {
    if (isDocumented(text, match)) continue
    add(match, 'exfiltration.dropHost', 'exfiltration', reads ? 'critical' : talks ? 'high' : 'medium')
  }
  for (const match of all(network.chatHook)) add(match, 'exfiltration.dropHost', 'exfiltration', 'high')
  findUploads(text, [...sends, ...asks], add)
  hits.push(...findBulk(text, sends))
  for (const ask of asks) {
    const call = text.slice(ask.index, ask.index + 300).split('\n')[0] ?? ''
    if (
      !/(?:toString\(\s?["'](?:hex|base64)|\bbtoa\(|b64encode|hexlify|\.hex\(\)|base64)/.test(call) ||
      !isComposed(text, ask)
    )
      continue
    if (/authori[sz]ation|header/i.test(call.slice(0, call.search(/toString|btoa|b64encode|hex|base64/)))) continue
    hits.push({
      start: ask.index,
      end: ask.index + ask[0].length,
      severity: 'high',
      category: 'exfiltration',
      reason: 'exfiltration.upload',
      ifUndeclared: true,
    })
  }
  return { hits, sends: talks, reads }
}

/** The address that is asked for is put together from something. */
function isComposed(text: string, { index }: { index: number }): boolean {
  return /^[^\n]{0,300}(?:["'`]\s{0,3}\+|\+\s{0,3}["'`\w]|\bf["']|\$\{|%s|\.format\(|quote\(|urlencode|encodeURIComponent|params\s?=|\$\()/.test(
    text.slice(index, index + 400),
  )
}

const readsMany =
  /\b(?:r?glob|iglob|os\.walk|rglob|iterdir|scandir|readdir(?:Sync)?|listdir|walk(?:Sync)?|fast-?glob|globby|git ls-files|find|WalkDir|filepath\.Walk|make_archive)\b|\bDir(?:\[|\.glob)/
const readsWhole =
  /\bopen\s?\(|\.read_text|\.read_bytes|\.read\(\)|readFile(?:Sync)?\b|createReadStream|\$\(\s?cat\b|-exec\s+cat|\bcat\b|<\s?"?\$|=?@"?\$|File\.read|ReadFile\(|file_get_contents|make_archive/
const sendsBody =
  /\.(?:post|put|patch|send|sendall|sendto|request|upload\w{0,12}|storbinary|sendmail|send_message)\s?\(|method\s{0,4}:\s{0,4}["'`](?:POST|PUT)|data\s?=|\s-d\b|--data|\s-F\b|\s-T\b|socket|\bnc\s|Net::HTTP(?:\.post|::Post)|http\.Post/

/** Whatever files there are, read one after the other, in a program that sends. Syncing to a declared host is honest work. */
function findBulk(text: string, sends: { index: number; 0: string }[]): Hit[] {
  const [send] = sends
  const many = readsMany.exec(text)
  if (!send || !many || !readsWhole.test(text) || !sendsBody.test(text)) return []
  return [
    {
      start: send.index,
      end: send.index + send[0].length,
      severity: 'high',
      category: 'exfiltration',
      reason: 'exfiltration.upload',
      ifUndeclared: true,
    },
  ]
}

function isLocal(text: string, match: { index: number; 0: string }): boolean {
  const after = text.slice(match.index, match.index + 300)
  const address = /https?:\/\/([^\s/"'`:]{1,200})/.exec(after)?.[1]
  return address !== undefined && network.isHarmlessHost(address)
}

function isDocumented(text: string, match: { index: number; 0: string }): boolean {
  return says.test(text.slice(text.lastIndexOf('\n', match.index) + 1, match.index))
}

/** Whether a path is read, only handed to a program that needs it, or just spoken of. */
function wayOf(
  text: string,
  match: { index: number; 0: string },
  language: Language,
  readable: boolean,
): 'read' | 'used' | 'mentioned' {
  const lineStart = text.lastIndexOf('\n', match.index) + 1
  const before = text.slice(Math.max(lineStart, match.index - 300), match.index)
  const after = text.slice(match.index + match[0].length, match.index + match[0].length + 120).split('\n')[0] ?? ''
  if (/\.pub\b/.test(match[0]) || /^\.pub\b|^\/?\*?\.pub\b/.test(after)) return 'mentioned'
  if (says.test(before) && !/[|>]|\$\(|<\s?$/.test(before) && !/\|/.test(after)) return 'mentioned'
  if (
    /(?:\s-i|-f|IdentityFile|--key|--private-key|--identity|key_filename\s?=|--kubeconfig|KUBECONFIG|--netrc-file|IdentityAgent)[\s="'(]{1,4}(?:\S{0,80})?$/.test(
      before,
    ) &&
    !/\b(?:cat|curl|base64|tar|xxd)\b/.test(before)
  )
    return 'mentioned'
  if (
    /(?:\bssh-(?:keygen|add|copy-id)|\bchmod|\bchown|\btouch|\bmkdir|\bls|\bstat|\brm|\bgpg\s[^\n]{0,30}--homedir|\btest|\[\[?\s-\w|if\s\[|\bhistory\b)\s[^|;&]{0,200}$/.test(
      before,
    ) &&
    !/\$\(\s?(?:cat|base64|<)|\|\s{0,3}(?:base64|curl|nc)/.test(before + after)
  )
    return 'mentioned'
  if (/>{1,2}\s{0,4}["']?[^\s|;&]{0,80}$|\btee\s{1,4}(?:-a\s{1,4})?[^\s|;&]{0,80}$/.test(before)) return 'mentioned'
  if (
    /\b(?:cp|mv|install)\b[^|;&\n]{0,200}\s["']?[^\s|;&]{0,80}$/.test(before) &&
    /^["']?\s{0,4}(?:$|[;&|])/.test(after)
  )
    return 'mentioned'
  if (language === 'shell' || language === 'text' || language === 'markdown') {
    const command = before.slice(Math.max(before.lastIndexOf(';'), before.lastIndexOf('&&')) + 1)
    if (sensitive.readsFile.test(command) || /^[^;&\n]{0,60}\|\s{0,4}(?:while|xargs|base64|curl|nc)/.test(after))
      return 'read'
    if (/(?:=|\bin|for \w{1,20} in)\s{0,4}["']?[^\s|;&]{0,80}$/.test(before) && readable) return 'read'
    return 'mentioned'
  }
  if (/\b(?:write_text|writeFile\w{0,4}|["'][wax]b?["'])/.test(after) && !/read/.test(after)) return 'mentioned'
  return readable ? 'read' : 'used'
}

/** Follows names from where they are given a value to where something is sent. */
function tainted(text: string, from: number): boolean {
  const names = new Set<string>()
  const lineStart = text.lastIndexOf('\n', from) + 1
  for (const line of text.slice(lineStart).split('\n').slice(0, 400)) {
    const assigned =
      /^\s{0,40}(?:const|let|var|export|local|with\b.{0,80}\bas|for)?\s{0,4}([A-Za-z_$][\w$]{0,40})(?:\s{0,4}[:,]\s{0,4}\w{1,40})?\s{0,4}(?:\+?=|:=|\bin\b|\bof\b)/.exec(
        line,
      )?.[1]
    const carries =
      names.size === 0
        ? true
        : [...names].some((name) => new RegExp(`(?<![\\w$])\\$?\\{?${name.replace(/\$/g, '\\$')}\\b`).test(line))
    if (!carries) continue
    network.sending.lastIndex = 0
    network.asking.lastIndex = 0
    if (names.size > 0 && (network.sending.test(line) || network.asking.test(line))) return true
    if (assigned && names.size < 30) names.add(assigned)
    else if (names.size === 0) return false
  }
  return false
}

const wide =
  /(?:tar|zip|7z|rsync|cp -r|find|os\.walk|rglob|make_archive|glob)\b[^\n]{0,120}(?:~|\$HOME|\$\{HOME\}|\/home\b|expanduser|Path\.home|homedir|\/workspace\b|\.git\b|os\.getcwd|process\.cwd|["'\s]\.(?:["'\s,)]|$)|\*\*)/g
const uploads =
  /\bcurl\b[^\n]{0,300}(?:-T\s{0,3}|--upload-file\s|-F\s{0,3}["']?\w{1,30}=@|--form\s{1,4}["']?\w{1,30}=@|-d\s{0,3}["']?@|--data(?:-binary|-raw)?[\s=]{1,4}["']?@)\s{0,3}["']?([^\s"'|;&]{0,120})/g

/** The program that is started is a file from a variable, or an interpreter with one. */
const startsWhatWasStored =
  /(?:subprocess\.\w{1,20}|spawn(?:Sync)?|execFile(?:Sync)?|os\.system|run_path|exec(?:Sync)?)\s{0,3}\(\s{0,3}\[?\s{0,3}(?:(?:sys\.executable|process\.execPath|f?["'`](?:\/(?:usr\/)?bin\/)?(?:(?:ba|z)?sh|python[\d.]{0,4}|node|perl|ruby|powershell)(?:["'`]|\s))\s{0,3},?\s{0,3}\[?\s{0,3}[\w({$]|(?:str\()?(?:dest|target|local|script|payload|binary|exe|installer|bin|tmp\w{0,10}|out|fname|filename|file_?path|path|p|f)\b)/

function findUploads(
  text: string,
  talks: { index: number; 0: string }[],
  add: (
    match: { index: number; 0: string },
    reason: Hit['reason'],
    category: Hit['category'],
    severity: Hit['severity'],
  ) => void,
) {
  for (const match of text.matchAll(uploads)) {
    const what = match[1] ?? ''
    const line = lineAround(text, match.index, match.index + match[0].length)
    if (isLocal(text, match)) continue
    const piped =
      /^(?:-|\/dev\/stdin)$/.test(what) &&
      /\b(?:tar|zip|cat|env|printenv|history|find|git|set|ps|gzip|base64|pg_dump|mysqldump)\b[^\n]{0,200}\|/.test(line)
    if (
      piped ||
      /^\/etc\/|~\/|\$HOME|^\/home|\.env\b|\.git\b|history|passwd|id_rsa|memory|conversation|transcript/i.test(what)
    )
      add(match, 'exfiltration.upload', 'exfiltration', 'high')
  }
  for (const match of text.matchAll(
    /\b(?:tar|zip|cat|env|printenv|history|find|ps|gzip|base64|ls|git|id|set|mysqldump|pg_dump)\b[^\n]{0,200}\|\s{0,4}(?:[^\n|]{0,80}\|\s{0,4}){0,4}(?:nc|ncat|netcat|telnet|openssl s_client|socat|ssh\s|mail\s|sendmail|curl\b[^\n|]{0,200}(?:-d|--data\S{0,8}|-T|-F|--upload-file)[\s=]{0,3}\S{0,20}[@-])/g,
  )) {
    add(match, 'exfiltration.upload', 'exfiltration', 'high')
  }
  for (const match of text.matchAll(
    /\b(?:curl|wget|iwr|irm)\b[^\n]{0,300}(?:\$\(|`)\s{0,4}(?:cat|env|printenv|history|base64|tar|head|tail|grep|git (?:log|config|remote|diff)|find|ls|set|id|whoami|hostname|uname|pbpaste|xclip|security|jq|sed|awk|<)[^\n]{0,200}/g,
  )) {
    if (isLocal(text, { index: match.index, 0: match[0] })) continue
    const harmlessCommand =
      /(?:\$\(|`)\s{0,4}(?:uname|git (?:log|rev-parse|remote)|jq|cat\s{1,4}(?:VERSION|version|\.nvmrc|package\.json|payload|body|request|data|[\w/-]{1,40}\.json))\b/.test(
        match[0],
      )
    add(match, 'exfiltration.upload', 'exfiltration', harmlessCommand ? 'medium' : 'high')
  }
  if (talks.length === 0) return
  const sendsBody = talks.some((match) => /post|put|-d|-F|-T|data|upload|sendall|scp|rsync|nc\b|s3/i.test(match[0]))
  for (const match of [...text.matchAll(wide)].slice(0, 6)) {
    if (sendsBody && /~|HOME|home|expanduser|\.git|walk|make_archive|tar|zip/.test(match[0])) {
      const personal = /~|HOME|\/home|expanduser|Path\.home|homedir|\.git\b/.test(match[0])
      add(match, 'exfiltration.upload', 'exfiltration', personal ? 'high' : 'medium')
    }
  }
  const bad = network.suspiciousHost.exec(text)
  if (bad && sendsBody) add({ index: bad.index, 0: bad[0] }, 'exfiltration.dropHost', 'exfiltration', 'high')
  if (
    runsItself.test(text) &&
    /(?:requests\.get|urlopen|fetch\(|https?\.get|axios|httpx\.get|Net::HTTP|file_get_contents\(["']http|http\.Get)/.test(
      text,
    )
  ) {
    const match = runsItself.exec(text)
    if (
      match &&
      /\b(?:text|content|body|data|code|src|source|script|payload|read\(\)|res|resp|response|r|chunk|buf|js|py|remote|update)\b/i.test(
        text.slice(match.index, match.index + 120),
      )
    )
      add({ index: match.index, 0: match[0] }, 'pipe.downloadRun', 'pipe_to_shell', 'critical')
  }
  const stored =
    /(?:urlretrieve\(|open\([^\n]{1,100}["']wb?["']|write_bytes\(|write_text\(|writeFile(?:Sync)?\(|createWriteStream\(|copyfileobj)/.exec(
      text,
    )
  const ran =
    /(?:os\.chmod\([^\n]{1,100}(?:0o?[1-7]?[57][0-7]{2}|S_IEXEC|S_IX|stat\.)|chmod(?:Sync)?\(|chmod \+x)/.exec(text)
  const started =
    /(?:subprocess\.\w{1,20}|os\.(?:system|exec\w{0,4}|startfile|popen|spawn\w{0,3})|runpy\.run_path|importlib|exec_module|execFile(?:Sync)?|spawn(?:Sync)?|execSync|(?:^|[^.\w])exec|require)\s{0,3}\(/m.exec(
      text,
    )
  if (
    stored &&
    started &&
    (ran || startsWhatWasStored.test(text)) &&
    /urlretrieve|requests\.get|urlopen|fetch\(|https?\.get|axios|httpx/.test(text)
  ) {
    add({ index: started.index, 0: started[0] }, 'pipe.downloadRun', 'pipe_to_shell', ran ? 'critical' : 'high')
  }
}
