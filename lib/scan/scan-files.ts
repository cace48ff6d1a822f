import { escapes, escapesFrom, findInArchive } from './archives/find-in-archive.ts'
import { type Declaration, isDeclared, readDeclaration } from './declared-hosts.ts'
import { type Host, hostsIn, isHarmlessHost, isUnusualHost, isWellKnownHost } from './rules/network.ts'
import { scanText } from './scan-text.ts'
import { type ScanFile, type ScanFinding, type ScanReport, type Severity, severities } from './schema.ts'

/** What is looked at, at most. */
export const scanLimits = {
  files: 2000,
  /** Of one text: what is longer is too long to be read by anybody. */
  textBytes: 512 * 1024,
  /** Of all texts together. */
  totalTextBytes: 4 * 1024 * 1024,
  /** After which no further file is begun: what takes longer was made to. */
  durationMs: 8000,
  findings: 200,
}

/** The security check: what is wrong with these files, and whether they may be installed. Bounded in time and memory. */
export function scanFiles(files: ScanFile[]): ScanReport {
  const findings: ScanFinding[] = []
  const queue: ScanFile[] = []
  checkPaths(files, findings)
  if (files.length > scanLimits.files) findings.push(whole('', 'critical', 'bomb', 'bomb.tooMany', `${files.length}`))
  for (const file of files.slice(0, scanLimits.files)) {
    if (file.linkTarget !== undefined) continue
    queue.push(file)
    const archive = findInArchive(file)
    for (const hit of archive.hits) findings.push(whole(hit.path, hit.severity, hit.category, hit.reason, hit.excerpt))
    queue.push(...archive.files)
  }
  scanTexts(queue, findings)
  return report(findings)
}

function whole(
  path: string,
  severity: Severity,
  category: ScanFinding['category'],
  reason: ScanFinding['reason'],
  excerpt: string,
): ScanFinding {
  return { path, line: 0, severity, category, reason, excerpt: visible(excerpt) }
}

function checkPaths(files: ScanFile[], findings: ScanFinding[]) {
  const seen = new Set<string>()
  for (const { path, linkTarget } of files) {
    if (escapes(path)) findings.push(whole(path, 'critical', 'archive', 'archive.escapes', path))
    if (linkTarget !== undefined) {
      const out = escapesFrom(path, linkTarget)
      findings.push(whole(path, out ? 'critical' : 'medium', 'archive', 'archive.link', `${path} -> ${linkTarget}`))
    }
    const name = path.normalize('NFKC').toLowerCase()
    if (seen.has(name)) findings.push(whole(path, 'high', 'archive', 'archive.duplicate', path))
    seen.add(name)
  }
}

function scanTexts(files: ScanFile[], findings: ScanFinding[]) {
  let budget = scanLimits.totalTextBytes
  const texts: { path: string; text: string }[] = []
  for (const file of files) {
    const text = textOf(file, findings)
    if (text === undefined) continue
    if (file.bytes.length > scanLimits.textBytes || budget <= 0) {
      const matters = /\.(?:md|py|js|mjs|cjs|ts|sh|bash|ps1|rb|pl|php)$|(?:^|\/)[^./]{1,100}$/i.test(file.path)
      findings.push(
        whole(
          file.path,
          /skill\.md$/i.test(file.path) ? 'critical' : matters ? 'high' : 'medium',
          'bomb',
          'bomb.tooLarge',
          `${Math.round(file.bytes.length / 1024)} kB`,
        ),
      )
    }
    const seen = text.slice(0, Math.max(0, Math.min(scanLimits.textBytes, budget)))
    budget -= seen.length
    texts.push({ path: file.path, text: seen })
  }
  const declaration = readDeclaration(texts)
  const offline = texts.some(({ path, text }) => /skill\.md$/i.test(path) && claimsOffline.test(text))
  const startedAt = performance.now()
  for (const { path, text } of texts) {
    if (performance.now() - startedAt > scanLimits.durationMs) {
      findings.push(whole(path, 'critical', 'bomb', 'bomb.tooLarge', path))
      break
    }
    const found = scanText(path, text)
    const lines = lineStarts(found.text)
    const isOpen = found.hosts.length > 0 && found.hosts.every(({ name }) => isDeclared(name, declaration.hosts))
    for (const hit of found.hits) {
      findings.push({
        path,
        line: lineOf(lines, hit.start),
        severity:
          hit.ifUndeclared && (isOpen || talksOpenly(found.text.slice(hit.start, hit.end), declaration))
            ? 'medium'
            : hit.severity,
        category: hit.category,
        reason: hit.reason,
        excerpt: hit.written === undefined ? excerptAt(found.text, hit.start, hit.end) : visible(hit.written),
      })
    }
    for (const host of found.hosts) {
      const finding = judgeHost(host, declaration, offline)
      if (finding)
        findings.push({
          path,
          line: lineOf(lines, host.start),
          excerpt: host.name,
          category: 'undeclared_host',
          ...finding,
        })
    }
  }
}

const claimsOffline =
  /\b(?:no|without(?: any)?|never (?:makes?|uses?|needs?|touches)|(?:does|do|will)(?:n['’]t| not) (?:make|need|use|require|access|contact|touch|send)(?: any)?)\s{1,3}(?:the )?(?:network|internet|external (?:requests?|calls?|connections?|network)|outbound|network (?:access|calls?|requests?))\b|\b(?:works?|runs?|operates?|(?:fully|entirely|completely|100%|purely)) (?:\w{1,12} )?(?:offline|locally|on-?device)\b/i

function judgeHost(
  host: Host,
  declaration: Declaration,
  offline: boolean,
): Pick<ScanFinding, 'severity' | 'reason'> | undefined {
  if (isHarmlessHost(host.name)) return undefined
  const said = isDeclared(host.name, declaration.hosts)
  if (isUnusualHost(host.name) && !said) return { severity: 'high', reason: 'hosts.unusual' }
  if (said) return undefined
  if (declaration.declared || offline) {
    if (isWellKnownHost(host.name)) return { severity: 'low', reason: 'hosts.undeclared' }
    const related = declaration.hosts.some((one) => siteOf(one) === siteOf(host.name))
    return { severity: related ? 'medium' : 'high', reason: 'hosts.undeclared' }
  }
  return { severity: 'low', reason: 'hosts.contacted' }
}

/** All addresses that a text names are declared, and it names one. */
function talksOpenly(text: string, declaration: Declaration): boolean {
  const named = hostsIn(text)
  return named.length > 0 && named.every(({ name }) => isDeclared(name, declaration.hosts))
}

const siteOf = (host: string) => host.split('.').slice(-2).join('.')

/** The file's text; undefined when it holds something else. */
function textOf(file: ScanFile, findings: ScanFinding[]): string | undefined {
  const bytes = Buffer.from(file.bytes.buffer, file.bytes.byteOffset, file.bytes.byteLength)
  const magic = bytes.subarray(0, 4).toString('latin1')
  if (
    magic === '\x7fELF' ||
    (/^MZ/.test(magic) && bytes.includes(0)) ||
    ['\xcf\xfa\xed\xfe', '\xca\xfe\xba\xbe', '\xfe\xed\xfa\xcf'].includes(magic) ||
    /\.(?:pyc|pyo|exe|dll|so|dylib|scr|com)$/i.test(file.path)
  ) {
    findings.push(whole(file.path, 'high', 'obfuscation', 'obfuscation.program', file.path))
    return undefined
  }
  const start = bytes.subarray(0, 4096)
  if (start[0] === 0xff && start[1] === 0xfe) return bytes.toString('utf16le', 2)
  if (start.includes(0)) return undefined
  return bytes.subarray(0, scanLimits.textBytes + 1).toString('utf8')
}

function lineStarts(text: string): number[] {
  const starts = [0]
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1)
  return starts
}

function lineOf(starts: number[], position: number): number {
  let low = 0
  let high = starts.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((starts[middle] as number) <= position) low = middle
    else high = middle - 1
  }
  return low + 1
}

function excerptAt(text: string, start: number, end: number): string {
  const lineStart = text.lastIndexOf('\n', start - 1) + 1
  const found = text.indexOf('\n', start)
  const lineEnd = found < 0 ? text.length : found
  const from = lineEnd - lineStart <= 160 ? lineStart : Math.max(lineStart, start - 20)
  return visible(text.slice(from, Math.min(lineEnd, Math.max(from + 160, Math.min(end, from + 160)))).trim())
}

/** Writes out what could deceive whoever reads the finding. */
const visible = (text: string) =>
  text
    .slice(0, 200)
    .replace(/[\p{C}]/gu, (char) =>
      char === '\t' ? ' ' : `⟨U+${(char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}⟩`,
    )

function report(all: ScanFinding[]): ScanReport {
  const kept = new Map<string, ScanFinding>()
  for (const finding of all) {
    const key = `${finding.path}\n${finding.line}\n${finding.reason}`
    const known = kept.get(key)
    if (!known || rank(finding) > rank(known)) kept.set(key, finding)
  }
  const findings = [...kept.values()].sort(
    (a, b) => rank(b) - rank(a) || a.path.localeCompare(b.path) || a.line - b.line,
  )
  const worst = findings[0] ? rank(findings[0]) : -1
  const verdict = worst >= 3 ? 'block' : worst === 2 ? 'review' : 'pass'
  return {
    verdict,
    findings: findings.slice(0, scanLimits.findings),
    omitted: Math.max(0, findings.length - scanLimits.findings),
  }
}

const rank = (finding: ScanFinding) => severities.indexOf(finding.severity)
