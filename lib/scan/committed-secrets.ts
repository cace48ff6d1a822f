import { crc32 } from 'node:zlib'
import type { Hit } from './rules/prose.ts'

interface KeyFormat {
  pattern: RegExp
  /** The part of it that is random. */
  body?: (value: string) => string
  /** Whether its checksum is right, for those that have one. */
  check?: (value: string) => boolean
}

const base62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

/** GitHub's and npm's tokens end in the CRC of what stands before. */
function hasGithubChecksum(value: string): boolean {
  const body = value.slice(value.indexOf('_') + 1)
  let rest = crc32(body.slice(0, -6))
  let text = ''
  while (rest > 0) {
    text = base62[rest % 62] + text
    rest = Math.floor(rest / 62)
  }
  return text.padStart(6, '0') === body.slice(-6)
}

const formats: KeyFormat[] = [
  { pattern: /\b(?:AKIA|ASIA|AROA|AIDA)[A-Z2-7]{16}\b/g, body: (value) => value.slice(4) },
  { pattern: /\b(?:gh[pousr]_[A-Za-z0-9]{36}|npm_[A-Za-z0-9]{36})\b/g, check: hasGithubChecksum },
  { pattern: /\bgithub_pat_[A-Za-z0-9]{22}_[A-Za-z0-9]{59}\b/g },
  { pattern: /\bgl(?:pat|rt|dt|ptt|soat)-[\w-]{20,60}/g },
  { pattern: /\bxox[abposr]-(?:\d{6,14}-){0,3}[A-Za-z0-9-]{16,80}/g },
  { pattern: /\bxapp-\d-[A-Z0-9]{8,14}-\d{8,16}-[a-f0-9]{32,80}/g },
  { pattern: /\b[sr]k_(?:live|test)_[A-Za-z0-9]{20,120}/g },
  { pattern: /\bwhsec_[A-Za-z0-9+/]{28,60}/g },
  { pattern: /\bsk-(?:ant-(?:api|admin|oat)\d{2}-|proj-|svcacct-|or-v1-|None-)?[A-Za-z0-9_-]{32,180}/g },
  { pattern: /\bAIza[\w-]{35}\b/g },
  { pattern: /\bya29\.[\w-]{40,200}/g },
  { pattern: /\bGOCSPX-[\w-]{28}\b/g },
  { pattern: /\bpypi-AgE[\w-]{50,250}/g },
  { pattern: /\bSG\.[\w-]{16,26}\.[\w-]{40,50}/g },
  { pattern: /\b(?:SK|AC)[0-9a-f]{32}\b/g },
  { pattern: /\bhf_[A-Za-z]{34}\b/g },
  { pattern: /\bdop_v1_[0-9a-f]{64}\b/g },
  { pattern: /\bshp(?:at|ca|pa|ss)_[0-9a-fA-F]{32}\b/g },
  { pattern: /\bkey-[0-9a-f]{32}\b/g },
  { pattern: /\bdapi[0-9a-f]{32}\b/g },
  { pattern: /\b(?:pk|sk)\.eyJ[\w-]{20,200}\.[\w-]{20,40}/g },
  { pattern: /\bglsa_[A-Za-z0-9]{32}_[0-9a-f]{8}\b/g },
  { pattern: /\b(?:lin_api_|ntn_|secret_)[A-Za-z0-9]{36,50}\b/g },
  { pattern: /\bhvs\.[\w-]{24,120}/g },
  { pattern: /\bAGE-SECRET-KEY-1[A-Z0-9]{58}\b/g },
  { pattern: /\bgsk_[A-Za-z0-9]{48,60}\b|\bxai-[A-Za-z0-9]{60,90}\b|\br8_[A-Za-z0-9]{37}\b|\bpplx-[a-f0-9]{40,60}\b/g },
  { pattern: /\b\d{8,10}:AA[\w-]{33}\b/g },
  { pattern: /\bhooks\.slack\.com\/services\/T\w{6,14}\/B\w{6,14}\/\w{20,30}/g },
  { pattern: /\bdiscord(?:app)?\.com\/api\/webhooks\/\d{15,22}\/[\w-]{50,90}/g },
  { pattern: /\b[MNO][A-Za-z\d_-]{23,26}\.[\w-]{6}\.[\w-]{27,40}\b/g },
]

const placeholder =
  /example|your|placeholder|changeme|change_me|dummy|sample|redact|insert|replace|xxxx|0000000|1234567|abcdef|\.\.\.|foobar|goes[-_]?here|<|>|\$\{|\{\{|%s|\*{3}|fake|mock|todo|n\/a|not[-_]?a[-_]?real|hunter2|my[-_]|secret[-_]?key$|testtest|deadbeef|aaaaaa/i

/** What is given to a name that means a secret: in quotation marks, or as a line of settings. */
const assignments = [
  {
    pattern:
      /(?:password|passwd|pwd|secret|token|api[_-]?key|apikey|access[_-]?key|auth[_-]?key|client[_-]?secret|private[_-]?key|encryption[_-]?key|credential)s?["'`]?\s{0,4}(?::|=>|=|:=)\s{0,4}["'`]([^"'`\s]{10,200})["'`]/gi,
    leastEntropy: 3.2,
    /** A name, an address, a reference, or a test's. */
    isWord: /^[a-z]+(?:[-_./:][a-z]+)*$|^(?:https?:|\/|\.\/|env:|vault:|op:|process\.|os\.)|test|spec|fixture|mock/i,
  },
  {
    pattern:
      /(?:^|\n)\s{0,8}(?:export\s{1,4}|-\s{1,4}|ENV\s{1,4})?[A-Z][A-Z0-9_]{0,40}(?:PASSWORD|SECRET|TOKEN|API_?KEY|ACCESS_KEY|PASSWD|CREDENTIALS?)(?:_\w{1,20})?\s{0,2}[=:]\s{0,2}([^\s"'`$#<{(]{14,200})\s{0,4}(?=\n|$|#)/g,
    leastEntropy: 3.3,
    isWord: /[([{]/,
  },
]

const isRandom = (value: string, leastEntropy: number) =>
  entropy(value) >= leastEntropy && /\d/.test(value) && /[a-z]/i.test(value)

/** Keys and passwords that somebody forgot to take out. */
export function findSecrets(text: string): Hit[] {
  const hits: Hit[] = []
  for (const format of formats) {
    for (const match of [...text.matchAll(format.pattern)].slice(0, 10)) {
      const value = match[0]
      const body = format.body?.(value) ?? value.slice(Math.min(8, value.indexOf('_') + 1, value.length))
      if (isPlaceholder(value, body, text, match.index)) continue
      hits.push({
        start: match.index,
        end: match.index + value.length,
        severity: format.check?.(value) ? 'critical' : 'high',
        category: 'secret',
        reason: 'secret.key',
      })
    }
  }
  for (const match of text.matchAll(
    /-----BEGIN (?:[A-Z0-9]{1,12} ){0,3}PRIVATE KEY(?: BLOCK)?-----([\s\S]{0,8000}?)-----END/g,
  )) {
    const body = (match[1] ?? '').replace(/\\n|\s|["'+,]/g, '')
    if (body.length >= 64 && entropy(body) > 4 && !/\.\.\.|example|your/i.test(body))
      hits.push({
        start: match.index,
        end: match.index + 30,
        severity: 'critical',
        category: 'secret',
        reason: 'secret.privateKey',
      })
  }
  for (const { pattern, leastEntropy, isWord } of assignments) {
    for (const match of text.matchAll(pattern)) {
      const value = match[1] ?? ''
      if (isWord.test(value) || !isRandom(value, leastEntropy) || isPlaceholder(value, value, text, match.index))
        continue
      hits.push({
        start: match.index,
        end: match.index + match[0].length,
        severity: 'high',
        category: 'secret',
        reason: 'secret.password',
      })
    }
  }
  for (const match of text.matchAll(
    /\b(?:postgres(?:ql)?|mysql|mongodb(?:\+srv)?|redis|amqps?|mssql|ftp|https?):\/\/([\w.-]{1,60}):([^\s@/"'`<>${}]{6,120})@([\w.-]{3,200})/gi,
  )) {
    const [, user = '', password = '', host = ''] = match
    if (
      /^(?:localhost|127\.|db$|postgres$|redis$|mysql$|host|example)|^\w+$/.test(host) ||
      isPlaceholder(password, password, text, match.index) ||
      /^(?:pass(?:word)?|secret|user|pwd|postgres|root|admin|token|key)\d{0,4}$/i.test(password) ||
      password === user
    )
      continue
    if (entropy(password) < 2.8 || !/\d/.test(password)) continue
    hits.push({
      start: match.index,
      end: match.index + match[0].length,
      severity: 'high',
      category: 'secret',
      reason: 'secret.password',
    })
  }
  return hits
}

function isPlaceholder(value: string, body: string, text: string, at: number): boolean {
  if (placeholder.test(value)) return true
  if (entropy(body) < 2.7) return true
  const before = text.slice(Math.max(text.lastIndexOf('\n', at), at - 60), at)
  return /\b(?:example|e\.g\.|placeholder|fake|dummy|format|looks like|such as|regex|pattern)\b/i.test(before)
}

/** Bits per character. */
function entropy(text: string): number {
  const counts = new Map<string, number>()
  for (const char of text) counts.set(char, (counts.get(char) ?? 0) + 1)
  let sum = 0
  for (const count of counts.values()) sum -= (count / text.length) * Math.log2(count / text.length)
  return sum
}
