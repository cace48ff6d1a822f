import { parse } from 'yaml'
import { z } from 'zod'
import { AppError } from '#lib/errors.ts'
import { escapes } from '#lib/scan/archives/find-in-archive.ts'
import { readZip } from '#lib/scan/archives/read-zip.ts'
import { scanFiles } from '#lib/scan/scan-files.ts'
import type { ScanFile, ScanReport } from '#lib/scan/schema.ts'
import { type SkillFile, skillLimits, skillName } from './schema.ts'

/** What was handed in, read and checked. */
export interface SkillPackage {
  name: string
  description: string
  files: SkillFile[]
  report: ScanReport
}

interface RawFile extends ScanFile {
  bytes: Buffer
}

/**
 * Reads a skill from its files or its zip, and checks it.
 * @throws AppError that says what to mend; what the check finds is no error, but in `report`
 */
export function readPackage(content: { files?: SkillFile[]; zip?: string }): SkillPackage {
  const { zip, files } = content
  if (!zip === !files) throw invalid('Send either the files of the skill or a zip of them.')
  const handed = zip ? unzip(Buffer.from(zip, 'base64')) : { files: (files ?? []).map(toBytes), report: null }
  const { name, description } = handed.files.length > 0 ? readFront(handed.files) : { name: '', description: '' }
  const total = handed.files.reduce((sum, { bytes }) => sum + bytes.length, 0)
  if (total > skillLimits.totalBytes) {
    throw new AppError(
      'too_large',
      `The files of a skill may have ${skillLimits.totalBytes / 1024} kB together. Take out what it does not need.`,
    )
  }
  return { name, description, files: handed.files.map(toFile), report: handed.report ?? scanFiles(handed.files) }
}

function toBytes({ path, content, encoding }: SkillFile): RawFile {
  return { path: path.normalize('NFC').replace(/^\.\//, ''), bytes: Buffer.from(content, encoding) }
}

function toFile({ path, bytes }: RawFile): SkillFile {
  const text = bytes.toString('utf8')
  return Buffer.from(text).equals(bytes) && !text.includes('\0')
    ? { path, encoding: 'utf8', content: text }
    : { path, encoding: 'base64', content: bytes.toString('base64') }
}

/** The zip is looked at as a whole first: what must not be unpacked is not. */
function unzip(bytes: Buffer): { files: RawFile[]; report: ScanReport | null } {
  if (bytes.length > skillLimits.zipBytes)
    throw new AppError('too_large', `The zip is larger than ${skillLimits.zipBytes / 1024} kB, the limit here.`)
  const entries = readZip(bytes)?.filter(
    ({ path }) => !path.endsWith('/') && !/(?:^|\/)(?:__MACOSX\/|\.DS_Store$)/.test(path),
  )
  if (!entries || entries.length === 0)
    throw invalid('This is not a zip, or nothing is in it. Make one of the skill’s folder.')
  const report = scanFiles([{ path: 'skill.zip', bytes }])
  if (
    report.findings.some(
      ({ severity, category, path }) =>
        severity === 'critical' && path === 'skill.zip' && (category === 'archive' || category === 'bomb'),
    )
  ) {
    return { files: [], report }
  }
  if (entries.length > skillLimits.files)
    throw new AppError('too_large', `A skill may have ${skillLimits.files} files; the zip has ${entries.length}.`)
  const root = commonRoot(entries.map(({ path }) => path))
  const files = entries.map((entry) => {
    const content = entry.read(skillLimits.totalBytes + 1)
    if (!content) throw invalid(`${entry.path} cannot be unpacked: it is encrypted, damaged or too large.`)
    return { path: entry.path.slice(root.length).normalize('NFC'), bytes: Buffer.from(content) }
  })
  return { files, report: null }
}

/** A zip of a folder has the folder's name before all of its paths. */
function commonRoot(paths: string[]): string {
  const first = paths[0]?.split('/')[0]
  return first && paths.every((path) => path.startsWith(`${first}/`)) ? `${first}/` : ''
}

const front = z.object({ name: skillName, description: z.string().trim().min(1).max(1024) })

/** SKILL.md begins with YAML between two lines of `---`; never evaluated, only parsed. */
function readFront(files: RawFile[]): z.output<typeof front> {
  for (const { path } of files) {
    if (escapes(path) || path.length > 300 || path.split('/').some((part) => part === '' || part === '.'))
      throw invalid(`The path "${path.slice(0, 100)}" leads out of the skill’s folder, or is none.`)
  }
  const names = new Set(files.map(({ path }) => path.toLowerCase()))
  if (names.size !== files.length) throw invalid('Two files have the same path. Rename one of them.')
  const skill = files.find(({ path }) => path === 'SKILL.md')
  if (!skill)
    throw invalid(
      'There is no SKILL.md at the top of the folder. It holds the skill’s name, description and instructions.',
    )
  const yaml = /^\uFEFF?---\r?\n([\s\S]{0,20000}?)\r?\n---(?:\r?\n|$)/.exec(
    skill.bytes.subarray(0, 40_000).toString('utf8'),
  )?.[1]
  if (yaml === undefined)
    throw invalid('SKILL.md must begin with a line ---, then name: and description:, then a line ---.')
  let value: unknown
  try {
    value = parse(yaml, { maxAliasCount: 10 })
  } catch (error) {
    throw invalid(`The head of SKILL.md is not valid YAML: ${(error as Error).message.split('\n')[0]}`)
  }
  const parsed = front.safeParse(value)
  if (!parsed.success)
    throw invalid(
      `The head of SKILL.md: ${parsed.error.issues.map(({ path, message }) => `${path.join('.') || 'head'}: ${message}`).join(' ')}`,
    )
  return parsed.data
}

const invalid = (message: string) => new AppError('invalid_input', message, { fieldErrors: { files: [message] } })
