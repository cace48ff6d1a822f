import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Principal } from '#lib/access/scope.ts'
import { visibleTopics } from '#lib/access/visible-topics.ts'
import { withScope } from '#lib/db/with-scope.ts'
import { exportFileName } from '#lib/exports/file-name.ts'
import { MIN_WAIT_MS, notifyRunEnd } from '#lib/notifications/notify-run-end.ts'
import { getOverview } from '#lib/overview/get-overview.ts'
import { getRun } from '#lib/runs/get-run.ts'
import { getSharedTranscript } from '#lib/runs/get-shared-transcript.ts'
import { getTranscript } from '#lib/runs/get-transcript.ts'
import { listTurns } from '#lib/runs/list-turns.ts'
import { purgeDeletedThreads } from '#lib/runs/ownership.ts'
import { postMessage } from '#lib/runs/post-message.ts'
import { archiveThread } from '#lib/threads/archive-thread.ts'
import { deleteThread } from '#lib/threads/delete-thread.ts'
import { listSharedThreads } from '#lib/threads/list-shared-threads.ts'
import { listThreads } from '#lib/threads/list-threads.ts'
import { openThread } from '#lib/threads/open-thread.ts'
import { pinThread } from '#lib/threads/pin-thread.ts'
import { restoreThread } from '#lib/threads/restore-thread.ts'
import { searchThreads } from '#lib/threads/search-threads.ts'
import { shareThread } from '#lib/threads/share-thread.ts'
import { unshareThread } from '#lib/threads/unshare-thread.ts'
import { type Installation, installHere } from '../walls/installation.ts'
import { makeWorld, type World } from '../walls/world.ts'

let installation: Installation
let world: World
let workspaceId: string
let threadId: string
beforeAll(async () => {
  installation = await installHere()
})
beforeEach(async () => {
  world = await makeWorld(installation.sql)
  ;({ workspaceId, threadId } = world.main)
})
afterAll(() => installation.close())

const member = () => world.people.member
const ids = async (filter: object = {}, principal: Principal = member()) =>
  (await listThreads.run(principal, { workspaceId, limit: 50, ...filter })).items.map(({ id }) => id)

describe('a list', () => {
  test('shows pins to who made them alone, and what is live', async () => {
    expect(await ids({ pinned: true }, world.people.viewer)).toEqual([])
    await pinThread.run(world.people.viewer, { workspaceId, threadId, pinned: true })
    expect(await ids({ pinned: true }, world.people.viewer)).toEqual([threadId])
    expect(await ids({ pinned: true }, world.people.admin)).toEqual([])
    expect(await ids({ live: true }, world.people.admin)).toEqual([threadId])
    expect(await ids({ mine: true }, world.people.admin)).toEqual([])
    expect((await ids({ mine: true })).sort()).toEqual([threadId, world.main.private.threadId].sort())
  })

  test('has archived threads only when asked, and a new message brings one back', async () => {
    await archiveThread.run(member(), { workspaceId, threadId, archived: true })
    expect(await ids()).not.toContain(threadId)
    expect(await ids({ state: 'archived' })).toEqual([threadId])
    const q = world.main.marker
    expect((await searchThreads.run(member(), { workspaceId, q, limit: 5 })).items).toEqual([])
    expect((await searchThreads.run(member(), { workspaceId, q, archived: true, limit: 5 })).items).toHaveLength(1)
    await postMessage.run(member(), { workspaceId, threadId, text: 'Still there?' })
    expect(await ids()).toContain(threadId)
  })
})

describe('a deleted thread', () => {
  test('is gone for everybody, ends its runs, comes back, and after thirty days does not', async () => {
    const { queuedRunId, failedRunId, marker } = world.main
    const deleted = await deleteThread.run(member(), { workspaceId, threadId })
    expect(deleted.stoppedRuns).toBe(1)
    const gone = { code: 'not_found' }
    const asked = { workspaceId, threadId }
    await expect(getTranscript.run(member(), asked)).rejects.toMatchObject(gone)
    await expect(listTurns.run(member(), { ...asked, limit: 5 })).rejects.toMatchObject(gone)
    await expect(postMessage.run(member(), { ...asked, text: 'Hello?' })).rejects.toMatchObject(gone)
    await expect(getRun.run(member(), { workspaceId, runId: failedRunId })).rejects.toMatchObject(gone)
    expect((await searchThreads.run(member(), { workspaceId, q: marker, limit: 5 })).items).toEqual([])
    const claim = { principal: member(), topic: `thread:${threadId}` as const }
    expect(await visibleTopics([claim])).toEqual([])
    expect(await ids({ state: 'deleted' })).toEqual([threadId])

    await restoreThread.run(member(), asked)
    expect((await getTranscript.run(member(), asked)).runs.find(({ id }) => id === queuedRunId)?.status).toBe(
      'cancelled',
    )
    expect(await visibleTopics([claim])).toEqual([claim])

    await deleteThread.run(member(), asked)
    await purgeDeletedThreads()
    expect(await ids({ state: 'deleted' })).toEqual([threadId])
    await installation.sql.query("update threads set deleted_at = now() - interval '31 days' where id = $1", [threadId])
    await purgeDeletedThreads()
    expect(await ids({ state: 'deleted' })).toEqual([])
    expect(await installation.tablesThatMention(world.tenantId, world.main.messageId)).toEqual([])
  })
})

describe('sharing', () => {
  const inTenant = () => ({ tenantId: world.tenantId, threadId })

  test('lets one person read one thread and its topic, until it is taken back or they leave', async () => {
    const reader = world.colleague
    const userId = world.main.colleagueId
    const claim = { principal: reader, topic: `thread:${threadId}` as const }
    const around = { principal: reader, topic: `workspace:${workspaceId}` as const }
    await expect(getSharedTranscript.run(reader, inTenant())).rejects.toMatchObject({ code: 'not_found' })
    expect(await visibleTopics([claim])).toEqual([])
    for (const end of [
      () => unshareThread.run(member(), { workspaceId, threadId, userId }),
      () => installation.sql.query('delete from memberships where user_id = $1', [userId]),
    ]) {
      await shareThread.run(member(), { workspaceId, threadId, userId })
      const { messages } = await getSharedTranscript.run(reader, inTenant())
      expect(messages.map(({ id }) => id)).toEqual([world.main.messageId])
      const { items } = await listSharedThreads.run(reader, { tenantId: world.tenantId, limit: 5 })
      expect(items[0]?.id).toBe(threadId)
      expect(await visibleTopics([claim, around])).toEqual([claim])
      await expect(getTranscript.run(reader, { workspaceId, threadId })).rejects.toMatchObject({ code: 'not_found' })
      await expect(postMessage.run(reader, { workspaceId, threadId, text: 'Hi' })).rejects.toMatchObject({
        code: 'not_found',
      })
      await end()
      await expect(getSharedTranscript.run(reader, inTenant())).rejects.toMatchObject({ code: 'not_found' })
      expect(await visibleTopics([claim])).toEqual([])
    }
  })

  test('with somebody of another organisation is refused', async () => {
    const stranger = await makeWorld(installation.sql)
    const shared = shareThread.run(member(), { workspaceId, threadId, userId: stranger.main.memberId })
    await expect(shared).rejects.toMatchObject({ code: 'not_found' })
  })

  test('of a private thread is its creator’s alone; opened, all of it is the workspace’s', async () => {
    const hidden = world.main.private.threadId
    const asked = { workspaceId, threadId: hidden }
    await expect(openThread.run(world.people.owner, asked)).rejects.toMatchObject({ code: 'not_found' })
    await openThread.run(member(), asked)
    const { messages, runs } = await getTranscript.run(world.people.viewer, asked)
    expect([messages.length, runs.length]).toEqual([1, 1])
    const found = await searchThreads.run(world.people.viewer, { workspaceId, q: world.main.private.marker, limit: 5 })
    expect(found.items.map(({ thread }) => thread.id)).toEqual([hidden])
    const { rows } = await installation.sql.query<{ left: number }>(
      `select count(*)::int as left from (select private_to from messages union all select private_to from runs union all
         select private_to from steps union all select private_to from tool_calls union all select private_to from thread_texts) r
       where private_to = $1`,
      [world.main.memberId],
    )
    expect(rows[0]?.left).toBe(0)
  })
})

describe('what is told of a run', () => {
  const ended = async (end: Parameters<typeof notifyRunEnd>[2], attempt: number, waitedMs: number) => {
    const { tenantId, failedRunId: runId, memberId: principalId } = world.main
    await installation.sql.query("update runs set queued_at = now() - $1 * interval '1 millisecond' where id = $2", [
      waitedMs,
      runId,
    ])
    return withScope({ tenantId, workspaceId, principalId }, (tx) => notifyRunEnd(tx, { runId, attempt }, end))
  }
  const succeeded = { status: 'succeeded' as const, error: null }
  const failed = (code: string) => ({ status: 'failed' as const, error: { code, message: 'Why.' } })
  const kinds = async () => {
    const { rows } = await installation.sql.query<{ kind: string }>(
      'select kind from notifications where user_id = $1 and attempt > 1 order by created_at, attempt',
      [world.main.memberId],
    )
    return rows.map(({ kind }) => kind)
  }

  test('is a good end that was waited for, each failure, and what waits for a person; once, and as they wish', async () => {
    expect(await ended(succeeded, 2, MIN_WAIT_MS - 5_000)).toBeNull()
    expect(await ended(succeeded, 3, MIN_WAIT_MS + 5_000)).toBe(world.main.memberId)
    expect(await ended(succeeded, 3, MIN_WAIT_MS + 5_000)).toBeNull()
    await ended(failed('provider'), 4, 0)
    await ended(failed('step_limit'), 5, 0)
    await ended({ status: 'cancelled', error: null }, 6, 60_000)
    await installation.sql.query('update notification_settings set failed = false where user_id = $1', [
      world.main.memberId,
    ])
    expect(await ended(failed('provider'), 7, 0)).toBeNull()
    expect(await kinds()).toEqual(['finished', 'failed', 'waiting'])
  })

  test('is nobody’s but the person’s own: their topic is closed to others', async () => {
    const own = member()
    const userId = world.main.memberId
    const claims = [own, world.people.owner, world.keys.ofTenant, world.revokedLogin].map((principal) => ({
      principal,
      topic: `user:${userId}` as const,
    }))
    expect(await visibleTopics(claims)).toEqual([claims[0]])
  })
})

test('the overview tells what is queued and what failed last, and counts the day in the reader’s time zone', async () => {
  const { failedRunId, queuedRunId, waitingRunId } = world.main
  const look = () => getOverview.run(world.people.owner, { workspaceId, timeZone: 'Pacific/Kiritimati' })
  const before = await look()
  expect(before.live.map(({ runId }) => runId)).toEqual([queuedRunId])
  // A run was queued in the thread since, or at the same moment: only the last one counts.
  await installation.sql.query(
    "update runs set queued_at = now() - interval '1 hour', created_at = now() - interval '1 hour' where id = $1",
    [queuedRunId],
  )
  expect((await look()).failed.map(({ runId }) => runId)).toEqual([failedRunId])
  await installation.sql.query(
    `update runs set error = '{"code": "step_limit", "message": "Fifty steps."}' where id = $1`,
    [failedRunId],
  )
  const after = await look()
  expect(after.failedCount).toBe(0)
  // What is asked first, then what stopped.
  expect(after.waiting.map(({ runId, error }) => [runId, error?.message])).toEqual([
    [waitingRunId, ''],
    [failedRunId, 'Fifty steps.'],
  ])
  expect(after.today.calls).toBeGreaterThan(0)
  await expect(getOverview.run(world.people.owner, { workspaceId, timeZone: 'Moon/Sea' })).rejects.toMatchObject({
    code: 'invalid_input',
  })
})

test.each([
  ['A plan', 'A plan.md'],
  ['a/b\\c:d*e?f"g<h>i|j', 'a-b-c-d-e-f-g-h-i-j.md'],
  ['../../etc/passwd', 'etc-passwd.md'],
  ['  two\nlines\u0000 ', 'two lines.md'],
  ['Grüße 🦀', 'Grüße 🦀.md'],
  ['CON', 'CON-.md'],
  ['...', 'thread.md'],
  ['', 'thread.md'],
  ['x'.repeat(300), `${'x'.repeat(80)}.md`],
])('the title %j is the file %j', (title, name) => {
  expect(exportFileName(title, 'md')).toBe(name)
})
