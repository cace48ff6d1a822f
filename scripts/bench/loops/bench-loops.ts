import { readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { createLoopDetector } from '#lib/loops/detector.ts'
import type { LoopEvidence } from '#lib/loops/event.ts'
import { projectRoot } from '#scripts/services/folders.ts'
import { type Exchange, readSet } from './read-set.ts'
import { roundsUntil } from './rounds.ts'

interface Judged extends Exchange {
  set: string
  warnedAt: number | null
  stoppedAt: number | null
  evidence: LoopEvidence | null
  /** Stopped, and not before the loop began. */
  isRight: boolean
  /** From the loop's first event to the stop. */
  rounds: number
}

/** `npm run bench -- loops [--set FILE] [--list] [--only SET]`: how many loops are stopped, how soon, and how many honest exchanges with them. */
export function benchLoops(args: string[]): number {
  const { values } = parseArgs({
    args,
    options: { set: { type: 'string' }, list: { type: 'boolean' }, only: { type: 'string' } },
  })
  const sets = values.set ? [{ set: 'given', path: resolve(values.set) }] : ownSets(values.only)
  const exchanges = sets.flatMap(({ set, path }) => readSet(path).map((exchange) => ({ ...exchange, set })))
  const startedAt = performance.now()
  const judged = exchanges.map(judge)
  const ms = performance.now() - startedAt
  const events = judged.reduce(
    (sum, { events, stoppedAt }) => sum + (stoppedAt === null ? events.length : stoppedAt + 1),
    0,
  )
  if (values.list) listMistakes(judged)
  const kinds = [...new Set(judged.map(({ kind }) => kind))].sort()
  const rows = kinds.map((kind) =>
    row(
      kind,
      judged.filter((one) => one.kind === kind),
    ),
  )
  if (sets.length > 1)
    rows.push(
      ...sets.map(({ set }) =>
        row(
          `set ${set}`,
          judged.filter((one) => one.set === set),
        ),
      ),
    )
  rows.push(row('all', judged))
  const head = ['kind', 'loops', 'healthy', 'precision', 'recall', 'passed', 'stopRoundsMax']
  process.stdout.write(`\n${format([head, ...rows])}\n`)
  const all = measures(judged)
  const figures: Record<string, number> = {
    ...all,
    samples: judged.length,
    msPerEvent: round(ms / Math.max(1, events)),
  }
  for (const kind of kinds) {
    const of = measures(judged.filter((one) => one.kind === kind))
    for (const [name, value] of Object.entries(of)) figures[`${kind}.${name}`] = value
  }
  process.stdout.write(`${JSON.stringify({ name: 'loops', figures })}\n`)
  return 0
}

function ownSets(only: string | undefined): { set: string; path: string }[] {
  const folder = join(projectRoot, 'scripts/bench/loops/samples')
  return readdirSync(folder)
    .filter((name) => name.endsWith('.jsonl') && (!only || name.startsWith(only)))
    .sort()
    .map((name) => ({ set: name.replace('.jsonl', ''), path: join(folder, name) }))
}

function judge(exchange: Exchange & { set: string }): Judged {
  const detector = createLoopDetector()
  const judged: Judged = { ...exchange, warnedAt: null, stoppedAt: null, evidence: null, isRight: false, rounds: 0 }
  for (const [index, event] of exchange.events.entries()) {
    const verdict = detector.feed(event)
    if (verdict.verdict === 'warn') judged.warnedAt ??= index
    if (verdict.verdict !== 'stop') continue
    judged.stoppedAt = index
    judged.evidence = verdict.evidence
    judged.isRight = exchange.isLoop && index >= exchange.loopStartsAtEvent
    judged.rounds = roundsUntil(exchange, index)
    break
  }
  return judged
}

interface Measures {
  precision: number
  recall: number
  /** Of the healthy ones, those that were left alone. */
  passed: number
  stopRoundsMax: number
}

function measures(judged: readonly Judged[]): Measures {
  const loops = judged.filter(({ isLoop }) => isLoop)
  const healthy = judged.filter(({ isLoop }) => !isLoop)
  const stopped = judged.filter(({ stoppedAt }) => stoppedAt !== null)
  const right = stopped.filter(({ isRight }) => isRight)
  return {
    precision: share(right.length, stopped.length),
    recall: share(right.length, loops.length),
    passed: share(healthy.filter(({ stoppedAt }) => stoppedAt === null).length, healthy.length),
    stopRoundsMax: Math.max(0, ...right.map(({ rounds }) => rounds)),
  }
}

const round = (value: number) => Math.round(value * 1000) / 1000
const share = (part: number, whole: number) => (whole === 0 ? 1 : round(part / whole))

function row(name: string, judged: readonly Judged[]): string[] {
  const loops = judged.filter(({ isLoop }) => isLoop).length
  const { precision, recall, passed, stopRoundsMax } = measures(judged)
  return [
    name,
    `${loops}`,
    `${judged.length - loops}`,
    precision.toFixed(3),
    loops > 0 ? recall.toFixed(3) : '-',
    loops < judged.length ? passed.toFixed(3) : '-',
    loops > 0 ? `${stopRoundsMax}` : '-',
  ]
}

function listMistakes(judged: readonly Judged[]) {
  for (const one of judged) {
    const isLate = one.isRight && one.rounds > 3
    if (one.isLoop ? one.isRight && !isLate : one.stoppedAt === null) continue
    const what = isLate ? 'stopped late' : one.stoppedAt === null ? 'missed' : 'wrongly stopped'
    const where = `loop from ${one.isLoop ? one.loopStartsAtEvent : '-'}, warned at ${one.warnedAt ?? '-'}, stopped at ${one.stoppedAt ?? '-'} of ${one.events.length}`
    process.stdout.write(`${what}: ${one.set}:${one.id} (${one.kind}; ${where})\n`)
    if (one.evidence) process.stdout.write(`    ${one.evidence.words.slice(0, 220)}\n`)
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
