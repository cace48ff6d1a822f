import { randomBytes } from 'node:crypto'
import { Readable } from 'node:stream'
import Docker from 'dockerode'
import { afterEach, expect, test } from 'vitest'
import { pruneImages } from '#worker/sandbox/docker/prune-images.ts'

const docker = new Docker()
const repository = `crewhouse-test-prune-${randomBytes(4).toString('hex')}`
const inAMonth = new Date(Date.now() + 30 * 24 * 3_600_000)

const names = async () =>
  (await docker.listImages()).flatMap(({ RepoTags }) =>
    (RepoTags ?? []).filter((name) => name.startsWith(`${repository}:`)),
  )

/** An image with a content of its own, so that no two tags share one. */
async function makeImage(tag: string): Promise<string> {
  const layer = Buffer.alloc(1024)
  const stream = await docker.importImage(
    Readable.from([layer]) as never,
    {
      repo: repository,
      tag,
      changes: `LABEL test=${tag}`,
    } as never,
  )
  await new Promise((resolve) => docker.modem.followProgress(stream as unknown as NodeJS.ReadableStream, resolve))
  return `${repository}:${tag}`
}

afterEach(async () => {
  for (const name of await names()) await docker.getImage(name).remove({ force: true })
})

test('old sandbox images go; the current one, used ones, young ones and other people’s stay', async () => {
  const current = await makeImage('current')
  const used = await makeImage('used')
  const old = await makeImage('old')
  const container = await docker.createContainer({ Image: used, Cmd: ['/nothing'] })
  try {
    expect(await pruneImages(docker, { current, repositories: [repository] })).toEqual([])
    expect(await pruneImages(docker, { current, now: inAMonth, repositories: ['crewhouse-test-other'] })).toEqual([])
    expect(await pruneImages(docker, { current, now: inAMonth, repositories: [repository] })).toEqual([old])
    expect((await names()).sort()).toEqual([current, used].sort())
  } finally {
    await container.remove()
  }
  expect(await pruneImages(docker, { current, now: inAMonth, repositories: [repository] })).toEqual([used])
})
