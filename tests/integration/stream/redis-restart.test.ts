import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '#lib/ids.ts'
import { closeRedis } from '#lib/queue/connection.ts'
import { appendEvents } from '#lib/stream/append.ts'
import { formatCursor } from '#lib/stream/cursor.ts'
import type { ThreadEvent } from '#lib/stream/events.ts'
import { closeStreamHub, streamHub } from '#lib/stream/hub.ts'
import { openCursor } from '#lib/stream/read-topic.ts'
import type { ViewerItem } from '#lib/stream/viewer.ts'
import { type PrivateServices, startPrivateServices } from '#tests/support/services.ts'

let services: PrivateServices

beforeAll(async () => {
  services = await startPrivateServices()
  process.env.REDIS_URL = services.redisUrl
})

afterAll(async () => {
  closeStreamHub()
  await closeRedis()
  await services.destroy()
})

const runId = newId()
const delta = (text: string): ThreadEvent => ({ type: 'text.delta', runId, attempt: 1, step: 0, text })

test.each(['SIGTERM', 'SIGKILL'] as const)(
  'after %s of Redis a viewer is told that it may have missed something, and goes on',
  async (signal) => {
    const topic = `thread:${newId()}` as const
    const items: ViewerItem[] = []
    const drain = () => {
      for (let item = viewer?.take(); item; item = viewer?.take()) items.push(item)
    }
    const viewer = streamHub().watch(topic, formatCursor(await openCursor(topic)), drain)
    await appendEvents(topic, [delta('before')])
    while (items.length < 1) await delay(5)
    await services.stop('redis', signal)
    // While it is away a page still opens, with a cursor that leads to a second look.
    expect((await openCursor(topic)).epoch).toBe('none')
    await services.start()
    await appendEvents(topic, [delta('after')])
    const last = () => items.at(-1)
    const lastTexts = (item: ViewerItem | undefined) => (item?.kind === 'events' ? item.batch.json : '')
    while (!lastTexts(last()).includes('after')) await delay(5)
    const kinds = items.map((item) => item.kind)
    expect(kinds.filter((kind) => kind === 'pruned')).toHaveLength(1)
    expect(kinds.lastIndexOf('pruned')).toBeGreaterThan(0)
    // A snapshot that is loaded now has nothing to be told.
    const fresh = formatCursor(await openCursor(topic))
    const freshItems: ViewerItem[] = []
    const second = streamHub().watch(topic, fresh, () => {
      for (let item = second.take(); item; item = second.take()) freshItems.push(item)
    })
    while (!lastTexts(freshItems.at(-1)).includes('after')) await delay(5)
    expect(freshItems.every((item) => item.kind === 'events')).toBe(true)
    viewer.close()
    second.close()
  },
)
