import { AppError } from '#lib/errors.ts'
import { say } from '#scripts/start/log.ts'
import type { Shutdown } from '#scripts/start/shutdown.ts'
import { prepare, testEnvironment } from './prepare.ts'
import type { Count } from './report.ts'
import { type Need, type Stage, stages } from './stages.ts'

/** The stages of the given names, in their own order; all for none. */
export function selectStages(names: string[]): Stage[] {
  const unknown = names.filter((name) => !stages.some((stage) => stage.name === name))
  if (unknown.length > 0) {
    const known = stages.map((stage) => stage.name).join(', ')
    throw new AppError('invalid_input', `There is no stage ${unknown.join(', ')}. There are: ${known}.`)
  }
  return names.length === 0 ? stages : stages.filter((stage) => names.includes(stage.name))
}

/** Runs stages one after the other and ends with the count on a line of its own. Returns the exit code. */
export async function runStages(chosen: Stage[], shutdown: Shutdown): Promise<number> {
  const total: Count = { passed: 0, failed: 0, notes: [] }
  const times: string[] = []
  const timed = async <T>(name: string, work: () => Promise<T>): Promise<T> => {
    const startedAt = Date.now()
    say(`\n── ${name}`)
    try {
      return await work()
    } finally {
      times.push(`${name} ${((Date.now() - startedAt) / 1000).toFixed(1)} s`)
      say(`── ${times.at(-1)}`)
    }
  }

  const needs = new Set(chosen.flatMap((stage) => stage.needs))
  const variables = needs.size > 0 ? await timed('set-up', () => prepareOrNote(needs, total, shutdown)) : {}
  const context = { env: testEnvironment(variables ?? {}), shutdown }
  for (const stage of chosen) {
    // Without its parts a stage could only fail in less clear words; the set-up's own are there.
    if (!variables && stage.needs.length > 0) continue
    shutdown.throwIfAsked()
    const count = await timed(stage.name, () => stage.run(context))
    total.passed += count.passed
    total.failed += count.failed
    total.notes.push(...count.notes.map((note) => `${stage.name}: ${note}`))
    // End-to-end tests of a build that failed would test an older one.
    if (stage.name === 'build' && count.failed > 0) break
  }
  await shutdown.end()
  say(`\n${times.join(', ')}`)
  for (const note of total.notes) say(note)
  say(`${total.passed} passed, ${total.failed} failed`)
  return total.failed === 0 ? 0 : 1
}

async function prepareOrNote(needs: Set<Need>, total: Count, shutdown: Shutdown) {
  try {
    return await prepare(needs, shutdown)
  } catch (error) {
    shutdown.throwIfAsked()
    total.failed += 1
    total.notes.push(`set-up: ${error instanceof AppError ? error.message : (error as Error).stack}`)
    return undefined
  }
}
