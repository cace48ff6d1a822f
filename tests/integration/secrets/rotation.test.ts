import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { withScope } from '#lib/db/with-scope.ts'
import { createProvider } from '#lib/providers/create-provider.ts'
import { loadCredentials, openProviderKey } from '#lib/providers/credentials.ts'
import { loadAgentSecrets } from '#lib/secrets/agent-secrets.ts'
import { createSecret } from '#lib/secrets/create-secret.ts'
import { keyring } from '#lib/secrets/keyring.ts'
import { forgetOldKeys, rotateKeys, SEALED_COLUMNS } from '#lib/secrets/rotate.ts'
import { loadAuthority } from '#lib/secrets/workspace-authority.ts'
import { addPlace, createProviderWorld, type Place } from '#tests/integration/providers/fixture.ts'
import type { World } from '#tests/integration/stream/fixture.ts'
import { makeAuthority } from '#worker/gateway/certificates.ts'

const folder = mkdtempSync(join(tmpdir(), 'crewhouse-keys-'))
const keyFile = join(folder, 'keys')
let world: World
let place: Place
beforeAll(async () => {
  world = await createProviderWorld({
    CREWHOUSE_KEK_FILE: keyFile,
    CREWHOUSE_SECRET: 'a secret of this test, long enough',
  })
  place = await addPlace(world)
})
afterAll(async () => {
  await world.drop()
  rmSync(folder, { recursive: true })
})

const sealedWith = async () => {
  const all = await Promise.all(
    SEALED_COLUMNS.map(({ table, column }) => world.sql(`select ${column} ->> 'kek' as kek from ${table}`, [])),
  )
  return new Set(all.flat().map((row) => (row as { kek: string }).kek))
}

test('every column that holds something sealed is known to the rotation', async () => {
  const rows = await world.sql(
    `select table_name || '.' || column_name as name from information_schema.columns
     where table_schema = 'public' and column_name like 'sealed%' order by 1`,
    [],
  )
  const known = SEALED_COLUMNS.map(({ table, column }) => `${table}.${column}`)
  expect(rows.map((row) => (row as { name: string }).name)).toEqual(
    known.filter((name) => name.includes('.sealed')).sort(),
  )
})

test('keys are changed while everything goes on, and old ones open nothing any more', async () => {
  const { workspaceId } = place
  const scope = { ...place.scope, workspaceId }
  await createProvider.run(place.admin, {
    workspaceId,
    kind: 'openai',
    name: 'P',
    apiKey: 'sk-of-the-provider',
    saveAnyway: true,
  })
  await createSecret.run(place.admin, { workspaceId, name: 'TOKEN', value: 'the value itself' })
  const authority = await loadAuthority(scope, () => makeAuthority('Workspace'))
  const [before] = keyring()
  expect(await sealedWith()).toEqual(new Set([before.id]))

  const readable = async () => {
    const [provider] = await withScope(scope, (tx) => loadCredentials(tx, place.agentId))
    expect(provider && (await openProviderKey(provider))).toBe('sk-of-the-provider')
    expect((await loadAgentSecrets(scope, place.agentId)).usable[0]?.value).toBe('the value itself')
    expect(await loadAuthority(scope, () => makeAuthority('Another'))).toEqual(authority)
  }
  const rotating = rotateKeys()
  for (let i = 0; i < 20; i++) await readable()
  const { key, rewrapped } = await rotating
  expect(rewrapped).toBe(3)
  expect(key).not.toBe(before.id)
  expect(await sealedWith()).toEqual(new Set([key]))
  await readable()

  await rotateKeys()
  expect(readFileSync(keyFile, 'utf8').trim().split('\n')).toHaveLength(2)
  expect((await forgetOldKeys()).forgotten).toBe(1)
  expect(readFileSync(keyFile, 'utf8').trim().split('\n')).toHaveLength(1)
  await readable()
  expect(keyring().map(({ id }) => id)).not.toContain(key)
})
