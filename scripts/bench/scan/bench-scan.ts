import { readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { scanFiles } from '#lib/scan/scan-files.ts'
import type { ScanReport } from '#lib/scan/schema.ts'
import { projectRoot } from '#scripts/services/folders.ts'
import { readSamples } from './read-samples.ts'
import { readSet } from './read-set.ts'
import type { Sample } from './sample.ts'

type Judged = Sample & { report: ScanReport; flagged: boolean }

/** `npm run bench -- scan [--set FOLDER] [--list]`: how many attacks the check finds, and how many honest skills it lets pass. */
export function benchScan(args: string[]): number {
  const { values } = parseArgs({
    args,
    options: { set: { type: 'string' }, list: { type: 'boolean' }, only: { type: 'string' } },
  })
  const samples = values.set ? readSet(resolve(values.set)) : ownSamples(values.only)
  const startedAt = performance.now()
  const judged = samples.map((sample): Judged => {
    const report = scanFiles(sample.files)
    // What is not simply let through needs somebody's word: that is what a finding costs an honest author.
    return { ...sample, report, flagged: report.verdict !== 'pass' }
  })
  const scanMs = (performance.now() - startedAt) / Math.max(1, samples.length)
  if (values.list) listMistakes(judged)
  const categories = [...new Set(judged.filter((one) => one.malicious).map((one) => one.category))].sort()
  const head = ['category', 'malicious', 'benign', 'precision', 'recall']
  const rows = categories.map((category) => row(category, ofCategory(judged, category)))
  const sets = [...new Set(judged.map((one) => one.name.split(':')[0] as string))]
  if (!values.set)
    rows.push(
      ...sets.map((set) =>
        row(
          `set ${set}`,
          judged.filter((one) => one.name.startsWith(`${set}:`)),
        ),
      ),
    )
  rows.push(row('all', judged))
  process.stdout.write(`\n${format([head, ...rows])}\n`)
  const figures: Record<string, number> = { ...measures(judged), samples: judged.length, msPerSkill: round(scanMs) }
  for (const category of categories) {
    const { precision, recall } = measures(ofCategory(judged, category))
    figures[`${category}.precision`] = precision
    figures[`${category}.recall`] = recall
  }
  process.stdout.write(`${JSON.stringify({ name: 'scan', figures })}\n`)
  return 0
}

function ownSamples(only: string | undefined): Sample[] {
  const folder = join(projectRoot, 'scripts/bench/scan/samples')
  return readdirSync(folder)
    .filter((name) => name.endsWith('.txt') && (!only || name.startsWith(only)))
    .sort()
    .flatMap((name) =>
      readSamples(join(folder, name)).map((sample) => ({ ...sample, name: `${name.split(/[-.]/)[0]}:${sample.name}` })),
    )
}

/** The attacks of a category, and the honest skills that were taken for one of them, or that look like one. */
function ofCategory(judged: Judged[], category: string): Judged[] {
  return judged.filter((one) => {
    if (one.category === category) return true
    return (
      !one.malicious &&
      one.report.findings.some(
        (finding) => finding.category === category && (finding.severity === 'high' || finding.severity === 'critical'),
      )
    )
  })
}

function measures(judged: Judged[]): { precision: number; recall: number } {
  const flagged = judged.filter((one) => one.flagged)
  const malicious = judged.filter((one) => one.malicious)
  const right = malicious.filter((one) => one.flagged).length
  return {
    precision: round(flagged.length ? right / flagged.length : 1),
    recall: round(malicious.length ? right / malicious.length : 1),
  }
}

const round = (value: number) => Math.round(value * 1000) / 1000

function row(name: string, judged: Judged[]): string[] {
  const { precision, recall } = measures(judged)
  const malicious = judged.filter((one) => one.malicious).length
  return [name, `${malicious}`, `${judged.length - malicious}`, precision.toFixed(3), recall.toFixed(3)]
}

function listMistakes(judged: Judged[]) {
  for (const one of judged.filter((each) => each.flagged !== each.malicious)) {
    process.stdout.write(`${one.malicious ? 'missed' : 'wrongly flagged'}: ${one.name} (${one.category})\n`)
    for (const finding of one.report.findings.slice(0, 4))
      process.stdout.write(
        `    ${finding.severity} ${finding.reason} ${finding.path}:${finding.line} ${finding.excerpt.slice(0, 120)}\n`,
      )
  }
}

function format(rows: string[][]): string {
  const widths = rows.reduce<number[]>((all, cells) => cells.map((cell, i) => Math.max(all[i] ?? 0, cell.length)), [])
  return rows
    .map((cells) =>
      cells
        .map((cell, i) => cell.padEnd(widths[i] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}
