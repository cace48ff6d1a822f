import type { Run, ThreadEvent } from './api-types.ts'
import { request } from './client.ts'
import type { Config } from './config.ts'

export type RunNews = { type: 'snapshot'; run: Run } | { type: 'event'; event: ThreadEvent }

const BACK_AFTER_MS = 1000

/** A run's events until it is over; a connection that breaks is made again where it stopped. */
export async function* followRun(config: Config, runId: string, signal?: AbortSignal): AsyncGenerator<RunNews> {
  let lastId: string | undefined
  for (;;) {
    const headers: Record<string, string> = lastId ? { 'last-event-id': lastId } : {}
    const path = `/workspaces/${config.workspaceId}/runs/${runId}/events`
    const response = await request(config, path, { headers, signal })
    if (response.status === 204 || !response.body) return
    try {
      for await (const { event, id, data } of framesOf(response.body)) {
        if (event === 'pruned') break
        lastId = id || lastId
        if (event === 'snapshot') {
          const run = JSON.parse(data) as Run
          yield { type: 'snapshot', run }
          if (run.finishedAt) return
        } else {
          const news = JSON.parse(data) as ThreadEvent
          yield { type: 'event', event: news }
          if (news.type === 'run.finished') return
        }
      }
    } catch (error) {
      if (signal?.aborted || !(error instanceof TypeError)) throw error
    }
    await new Promise((resolve) => setTimeout(resolve, BACK_AFTER_MS))
  }
}

interface Frame {
  event: string
  id: string
  data: string
}

async function* framesOf(body: ReadableStream<Uint8Array>): AsyncGenerator<Frame> {
  const decoder = new TextDecoder()
  let rest = ''
  for await (const bytes of body) {
    rest += decoder.decode(bytes, { stream: true })
    const frames = rest.split('\n\n')
    rest = frames.pop() ?? ''
    for (const text of frames) {
      const frame: Frame = { event: '', id: '', data: '' }
      for (const line of text.split('\n')) {
        const [, name, value = ''] = /^(event|id|data): (.*)$/.exec(line) ?? []
        if (name) frame[name as keyof Frame] = value
      }
      if (frame.event) yield frame
    }
  }
}
