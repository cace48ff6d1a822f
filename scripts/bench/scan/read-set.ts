import { lstatSync, readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { join, relative } from 'node:path'
import { AppError } from '#lib/errors.ts'
import type { ScanFile } from '#lib/scan/schema.ts'
import type { Sample } from './sample.ts'

const labelFile = /^\.?labels?(?:\.(?:txt|json|ya?ml|md))?$/i
const bad = /\b(?:malicious|malware|bad|unsafe|evil|attack|positive|harmful|block(?:ed)?|true)\b/i
const good = /\b(?:benign|safe|good|clean|harmless|negative|ok|pass|legit(?:imate)?|false)\b/i

/**
 * A set of anybody's: one folder a skill, with a file `label` in it that says `malicious` or `benign`, and a category after
 * it or on the next line, if there is one. The label is no part of the skill.
 */
export function readSet(folder: string): Sample[] {
  const samples: Sample[] = []
  for (const skill of skillFolders(folder, 0)) {
    const label = readdirSync(skill).find((name) => labelFile.test(name)) as string
    const said = readFileSync(join(skill, label), 'utf8')
    const value =
      /["']?(?:label|verdict|class)["']?\s*[:=]\s*["']?([\w-]+)/i.exec(said)?.[1] ?? said.trim().split(/\s/)[0] ?? ''
    if (!bad.test(value) && !good.test(value))
      throw new AppError('invalid_input', `${join(skill, label)} says neither "malicious" nor "benign".`)
    const malicious = bad.test(value)
    const named = /["']?(?:category|type|kind|attack)["']?\s*[:=]\s*["']?([\w /-]+)/i.exec(said)?.[1]
    const rest = said
      .trim()
      .replace(/^\S+[\s,:/-]*/, '')
      .split('\n')[0]
      ?.trim()
    const category = named ?? (rest && !/[{":]/.test(rest) ? rest : 'unnamed')
    samples.push({
      name: relative(folder, skill),
      malicious,
      category: category
        .trim()
        .toLowerCase()
        .replace(/[\s/-]+/g, '_'),
      files: readFolder(skill, label),
    })
  }
  if (samples.length === 0) throw new AppError('invalid_input', `${folder} holds no folder with a file "label" in it.`)
  return samples
}

function skillFolders(folder: string, depth: number): string[] {
  const entries = readdirSync(folder, { withFileTypes: true })
  if (depth > 0 && entries.some((entry) => entry.isFile() && labelFile.test(entry.name))) return [folder]
  if (depth >= 3) return []
  return entries
    .filter((entry) => entry.isDirectory())
    .flatMap((entry) => skillFolders(join(folder, entry.name), depth + 1))
    .sort()
}

function readFolder(folder: string, label: string): ScanFile[] {
  const files: ScanFile[] = []
  const visit = (within: string) => {
    for (const entry of readdirSync(join(folder, within), { withFileTypes: true })) {
      const path = within ? `${within}/${entry.name}` : entry.name
      const whole = join(folder, path)
      if (path === label) continue
      if (lstatSync(whole).isSymbolicLink())
        files.push({ path, bytes: Buffer.alloc(0), linkTarget: readlinkSync(whole) })
      else if (entry.isDirectory()) visit(path)
      else if (entry.isFile()) files.push({ path, bytes: readFileSync(whole) })
    }
  }
  visit('')
  return files
}
