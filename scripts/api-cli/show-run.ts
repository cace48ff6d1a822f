import type { Run } from './api-types.ts'
import type { Config } from './config.ts'
import { EXIT } from './errors.ts'
import { followRun } from './follow.ts'

const OUTPUT = process.stdout

/**
 * Shows a run as it happens: its words on standard output, what it does on standard error.
 * @param json each event as a line of JSON instead
 * @returns the exit code
 */
export async function showRun(config: Config, runId: string, json: boolean, signal?: AbortSignal): Promise<number> {
  let status = ''
  let failure = ''
  for await (const news of followRun(config, runId, signal)) {
    if (json)
      OUTPUT.write(`${JSON.stringify(news.type === 'snapshot' ? { type: 'snapshot', run: news.run } : news.event)}\n`)
    if (news.type === 'snapshot') {
      if (!json) showSoFar(news.run)
      if (news.run.finishedAt) status = news.run.status
      failure = news.run.error?.message ?? ''
      continue
    }
    const { event } = news
    if (event.type === 'run.finished') {
      status = event.status
      failure = event.error?.message ?? ''
    }
    if (json) continue
    if (event.type === 'text.delta') OUTPUT.write(event.text)
    if (event.type === 'tool.called') console.error(`\n> ${event.name} ${JSON.stringify(event.args)}`)
    if (event.type === 'tool.finished' && event.status !== 'succeeded') console.error(`> ${event.status}`)
    if (event.type === 'run.retrying') console.error(`> ${event.reason} Trying again.`)
  }
  if (!json) OUTPUT.write('\n')
  if (status === 'succeeded') return EXIT.done
  console.error(
    status === 'waiting' ? 'The run waits for results of tools of its client.' : failure || `The run was ${status}.`,
  )
  return EXIT.runFailed
}

/** What happened before the first event: all of it, where the run was quick. */
function showSoFar(run: Run): void {
  for (const { toolCalls } of run.steps) {
    for (const { name, args } of toolCalls) console.error(`> ${name} ${JSON.stringify(args)}`)
  }
  OUTPUT.write(textOf(run))
}

function textOf(run: Run): string {
  return run.steps.flatMap(({ parts }) => parts.map((part) => (part.type === 'text' ? part.text : ''))).join('')
}
