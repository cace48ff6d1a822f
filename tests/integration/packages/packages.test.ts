import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Principal } from '#lib/access/scope.ts'
import { updateAgent } from '#lib/agents/update-agent.ts'
import { submitPackage, yankPackage } from '#lib/packages/change-version.ts'
import { getPackage } from '#lib/packages/get-package.ts'
import { assignInstallation } from '#lib/packages/installations/assign-installation.ts'
import { listInstallations } from '#lib/packages/installations/list-installations.ts'
import { uninstallPackage } from '#lib/packages/installations/uninstall-package.ts'
import { updateInstallation } from '#lib/packages/installations/update-installation.ts'
import { listPackages } from '#lib/packages/list-packages.ts'
import { curatePackage, getSubmission, listSubmissions, reviewPackage } from '#lib/packages/review-package.ts'
import { createSecret } from '#lib/secrets/create-secret.ts'
import { listSecrets } from '#lib/secrets/list-secrets.ts'
import { type Crew, createCrew } from '#tests/support/crew.ts'
import {
  type Administered,
  addSkill,
  agentOf,
  install,
  platformAdmin,
  publish,
  rowsOf,
  seenBy,
  skillsOf,
} from './marketplace.ts'

let crew: Crew
let publisher: Administered
let other: Administered
let reviewer: { principal: Principal; tenantId: string }

beforeAll(async () => {
  crew = await createCrew()
  const withAdmin = async () => {
    const tenant = await crew.createTenant('http://127.0.0.1:9/v1')
    return { ...tenant, admin: await tenant.addMember('admin', 'Ada') }
  }
  publisher = await withAdmin()
  other = await withAdmin()
  reviewer = await platformAdmin(crew)
}, 60_000)
afterAll(() => crew.close())

let number = 0
const unique = (word: string) => `${word}-${++number}`

/** A package with one skill, as it is published. */
async function published(tenant: Administered, input: { name: string; [field: string]: unknown }) {
  const skillId = await addSkill(tenant, unique('skill'))
  const { package: found } = await publish(tenant, { title: input.name, skillIds: [skillId], ...input })
  if (!found?.shown) throw new Error('nothing was published')
  return { id: found.id, address: found.shown.address, name: found.name, shown: found.shown, skillId }
}

async function approved(input: { name: string; [field: string]: unknown }) {
  const found = await published(publisher, { listing: 'submitted', ...input })
  await review(found.shown.id, true)
  return found
}

function review(versionId: string, approve: boolean, more: object = {}) {
  return reviewPackage.run(reviewer.principal, { tenantId: reviewer.tenantId, versionId, approve, ...more } as never)
}

describe('a package of an organisation', () => {
  test('is signed, installed with a secret, given to an agent, and leaves nothing when it goes', async () => {
    const agentId = await other.createAgent({ tools: ['read_file'] })
    // As its own code stores it.
    await updateAgent.run(other.principal, { workspaceId: other.workspaceId, agentId, persona: 'You count.' })
    const secrets = [{ name: 'COUNT_TOKEN', description: 'For counting.', hosts: ['count.example.com'], tools: [] }]
    const name = unique('counting')
    const { id, address, shown } = await approved({ name, secrets })
    expect(shown.manifest.permissions).toEqual({
      tools: ['shell', 'use_skill'],
      hosts: ['count.example.com'],
      secrets,
      risks: ['dangerous', 'read'],
    })
    const before = await rowsOf(crew, other)
    const at = { packageId: id, address, agentIds: [agentId] }
    await expect(install(other, at)).rejects.toThrow(/needs the secret COUNT_TOKEN/)
    await expect(install(other, { ...at, address: '0'.repeat(64) })).rejects.toThrow(/another version/)
    expect(await rowsOf(crew, other)).toEqual(before)

    const given = await install(other, { ...at, secrets: [{ name: 'COUNT_TOKEN', value: 'the-real-value' }] })
    expect(given).toMatchObject({ name, version: '1.0.0', agentIds: [agentId], update: null, yankReason: null })
    const able = await agentOf(other, agentId)
    expect(able.tools).toEqual(['read_file', 'shell', 'use_skill'])
    expect(able.sandbox).toMatchObject({ network: 'list', networkHosts: ['count.example.com'] })
    expect(await skillsOf(other, agentId)).toMatchObject([{ activeVersion: 1 }])
    const { items } = await listSecrets.run(other.admin, { workspaceId: other.workspaceId, limit: 50 })
    expect(items).toMatchObject([{ name: 'COUNT_TOKEN', hosts: ['count.example.com'] }])
    expect((await seenBy(other)).find((each) => each.id === id)?.installs).toBe(1)
    await expect(install(other, { ...at, secrets: [] })).rejects.toMatchObject({ code: 'conflict' })

    await uninstallPackage.run(other.admin, { workspaceId: other.workspaceId, installationId: given.id })
    expect(await rowsOf(crew, other)).toEqual(before)
    expect((await seenBy(other)).find((each) => each.id === id)?.installs).toBe(0)
  })

  test('is seen and installed by its own organisation alone while it is private', async () => {
    const { id, address } = await published(publisher, { name: unique('secretive') })
    expect((await seenBy(publisher, { from: 'own' })).map((each) => each.id)).toContain(id)
    expect((await seenBy(other)).map((each) => each.id)).not.toContain(id)
    for (const input of [{ packageId: id, address }]) {
      await expect(install(other, input)).rejects.toMatchObject({ code: 'not_found' })
    }
    expect(await install(publisher, { packageId: id, address })).toMatchObject({ version: '1.0.0' })
  })

  test('never changes: a version is published once, and the next one is higher', async () => {
    const name = unique('steady')
    const { skillId } = await published(publisher, { name, version: '1.2.0' })
    for (const version of ['1.2.0', '1.1.9', '1.2.0-beta.1']) {
      await expect(publish(publisher, { name, title: name, version, skillIds: [skillId] })).rejects.toThrow(
        /1\.2\.0 is published/,
      )
    }
    const { package: next } = await publish(publisher, { name, title: name, version: '1.10.0', skillIds: [skillId] })
    expect(next?.versions.map(({ version }) => version)).toEqual(['1.10.0', '1.2.0'])
  })

  test('whose stored content is not what was signed is not installed', async () => {
    const { id, address } = await approved({ name: unique('tampered') })
    await crew.sql.query(
      `update package_versions set files = jsonb_set(files, '{0,content}', to_jsonb('changed'::text)) where package_id = $1`,
      [id],
    )
    await expect(install(other, { packageId: id, address })).rejects.toThrow(/signature of this version does not hold/)
  })

  test('that declares less than it needs is refused, with the file and what it reaches for', async () => {
    const skillId = await addSkill(
      publisher,
      unique('reader'),
      'curl -s https://api.unknown-place.io/v1 -H "x: $SOME_TOKEN"\n',
    )
    const attempt = (permissions: object) =>
      publish(publisher, { name: unique('modest'), title: unique('Modest'), skillIds: [skillId], permissions })
    await expect(attempt({ tools: ['use_skill'], risks: ['read'] })).rejects.toThrow(/count\.sh uses shell/)
    const tools = { tools: ['use_skill', 'shell'], risks: ['read', 'dangerous'] }
    await expect(attempt(tools)).rejects.toThrow(
      /count\.sh uses SOME_TOKEN, which the package does not declare under secrets/,
    )
    const secrets = [{ name: 'SOME_TOKEN', hosts: ['api.unknown-place.io'] }]
    await expect(attempt({ ...tools, secrets })).rejects.toThrow(/uses api\.unknown-place\.io.*under hosts/)
    expect((await attempt({ ...tools, secrets, hosts: ['api.unknown-place.io'] })).package).not.toBeNull()
  })

  test('takes nobody’s name, nor one that looks like it', async () => {
    const name = `mail-tools-${++number}`
    await approved({ name })
    const skillId = await addSkill(other, unique('skill'))
    for (const [like, title] of [
      [name, 'Mine'],
      [name.replaceAll('-', ''), 'Mine'],
      [name.replace('mail', 'rnail'), 'Mine'],
      [name.replace('mail', 'mai1'), 'Mine'],
      [unique('innocent'), name.replace('a', 'а').replaceAll('-', ' ')],
    ]) {
      await expect(publish(other, { name: like, title, skillIds: [skillId] }), like).rejects.toThrow(/belongs to/)
    }
    await expect(publish(other, { name: 'crewhouse-tools', skillIds: [skillId] })).rejects.toThrow(
      /kept for this installation/,
    )
    // Two have the same private name; who submits first has it.
    const both = unique('wanted')
    const mine = await published(publisher, { name: both })
    const theirs = await published(other, { name: both, listing: 'submitted' })
    const submit = submitPackage.run(publisher.admin, {
      workspaceId: publisher.workspaceId,
      packageId: mine.id,
      version: '1.0.0',
    })
    await expect(submit).rejects.toThrow(/belongs to another publisher/)
    expect(theirs.shown.listing).toBe('submitted')
  })
})

describe('the catalogue', () => {
  test('has what a reviewer has approved, and tells a publisher why not', async () => {
    const name = unique('reviewed')
    const { id, shown, skillId } = await published(publisher, { name, listing: 'submitted' })
    const list = () => listSubmissions.run(reviewer.principal, { tenantId: reviewer.tenantId, limit: 200 })
    expect((await list()).items).toContainEqual(expect.objectContaining({ id: shown.id, name, version: '1.0.0' }))
    await expect(review(shown.id, false)).rejects.toThrow(/what the publisher should change/)
    await review(shown.id, false, { reason: 'Say what it counts.' })
    await expect(review(shown.id, true)).rejects.toThrow(/reviewed this version already/)
    const told = await getPackage.run(publisher.principal, { workspaceId: publisher.workspaceId, packageId: id })
    expect(told.versions[0]).toMatchObject({
      listing: 'rejected',
      reviewReason: 'Say what it counts.',
      reviewedByName: 'Root',
    })
    expect((await seenBy(other)).map((each) => each.id)).not.toContain(id)

    const { package: next } = await publish(publisher, {
      name,
      title: name,
      version: '1.1.0',
      skillIds: [skillId],
      hosts: ['more.example.com'],
      listing: 'submitted',
    })
    const versionId = next?.shown?.id ?? ''
    const compared = await getSubmission.run(reviewer.principal, { tenantId: reviewer.tenantId, versionId })
    expect(compared).toMatchObject({ before: null, added: expect.arrayContaining(['host more.example.com']) })
    await review(versionId, true, { curated: true })
    expect((await seenBy(other)).find((each) => each.id === id)).toMatchObject({
      version: '1.1.0',
      curated: true,
      listed: true,
    })
    await curatePackage.run(reviewer.principal, { tenantId: reviewer.tenantId, packageId: id, curated: false })
    expect((await seenBy(other)).find((each) => each.id === id)?.curated).toBe(false)
    const { rows } = await crew.sql.query(
      `select action from audit_events where tenant_id = $1 order by created_at, id`,
      [reviewer.tenantId],
    )
    expect(rows.map(({ action }) => action)).toEqual(
      expect.arrayContaining(['package.rejected', 'package.approved', 'package.curated']),
    )
  })

  test('is kept by nobody else: not by the publisher, not by any SQL of theirs', async () => {
    const { id, shown } = await published(publisher, { name: unique('eager'), listing: 'submitted' })
    const attempt = { tenantId: publisher.tenantId, versionId: shown.id, approve: true }
    const owner = await crew.sql.query<{ id: string }>(`select id from api_keys where tenant_id = $1 limit 1`, [
      publisher.tenantId,
    ])
    expect(owner.rows).toHaveLength(1)
    await expect(reviewPackage.run(publisher.admin, attempt)).rejects.toMatchObject({ code: 'not_found' })
    const { Client } = (await import('pg')).default
    const app = new Client({ connectionString: crew.environment.APP_DATABASE_URL })
    await app.connect()
    try {
      for (const statement of [
        `update package_versions set listing = 'approved' where id = '${shown.id}'`,
        `update packages set listed = true where id = '${id}'`,
        `update packages set curated = true where id = '${id}'`,
        `update package_versions set files = '[]' where id = '${shown.id}'`,
        `delete from package_versions where id = '${shown.id}'`,
      ]) {
        await app.query('begin')
        await app.query(
          `select set_config('app.tenant_id', $1, true), set_config('app.workspace_id', $2, true),
          set_config('app.principal_id', $3, true)`,
          [publisher.tenantId, publisher.workspaceId, owner.rows[0]?.id],
        )
        await expect(app.query(statement), statement).rejects.toThrow(/row-level security|permission denied/)
        await app.query('rollback')
      }
    } finally {
      await app.end()
    }
  })

  test('is searched, narrowed and sorted, a page at a time', async () => {
    const word = unique('zebra')
    const names: string[] = []
    for (const categories of [['data'], ['research'], ['data', 'crews']]) {
      const name = `${word}-${String.fromCharCode(97 + names.length)}`
      names.push((await approved({ name, categories })).name)
    }
    const ask = async (filter: object) => (await seenBy(other, { search: word, ...filter })).map(({ name }) => name)
    expect(await ask({})).toEqual(names)
    expect(await ask({ category: 'data' })).toEqual([names[0], names[2]])
    expect(await ask({ sort: 'newest' })).toEqual([...names].reverse())
    expect(await ask({ search: `${word} nothing` })).toEqual([])
    for (const sort of ['popular', 'newest', 'name'] as const) {
      const paged: string[] = []
      let cursor: string | undefined
      do {
        const page = await listPackages.run(other.principal, {
          workspaceId: other.workspaceId,
          search: word,
          sort,
          limit: 1,
          cursor,
        })
        paged.push(...page.items.map(({ name }) => name))
        cursor = page.nextCursor ?? undefined
      } while (cursor)
      expect(paged.sort(), sort).toEqual([...names].sort())
    }
  })
})

describe('an installed package', () => {
  test('is updated by a click, unless the new version may do more: that needs consent again', async () => {
    const name = unique('growing')
    const { id, address, skillId } = await approved({ name })
    const agentId = await other.createAgent({ tools: [] })
    const { id: installationId } = await install(other, { packageId: id, address, agentIds: [agentId] })
    const next = async (version: string, more: object) => {
      const { package: found } = await publish(publisher, {
        name,
        title: name,
        version,
        skillIds: [skillId],
        listing: 'submitted',
        ...more,
      })
      await review(found?.shown?.id ?? '', true)
      return found?.shown?.address
    }
    const where = { workspaceId: other.workspaceId, installationId }
    await next('1.0.1', { changes: 'Faster.' })
    const offered = await listInstallations.run(other.principal, {
      workspaceId: other.workspaceId,
      packageId: id,
      limit: 50,
    })
    expect(offered.items[0]?.update).toEqual({ version: '1.0.1', changes: 'Faster.', added: [], removed: [] })
    expect(await updateInstallation.run(other.admin, where)).toMatchObject({ version: '1.0.1', update: null })

    const wider = await next('2.0.0', { hosts: ['new.example.com'] })
    await expect(updateInstallation.run(other.admin, where)).rejects.toThrow(/may do more.*host new\.example\.com/)
    expect(await updateInstallation.run(other.admin, { ...where, address: wider })).toMatchObject({ version: '2.0.0' })
    expect(await skillsOf(other, agentId)).toHaveLength(1)

    await yankPackage.run(publisher.admin, {
      workspaceId: publisher.workspaceId,
      packageId: id,
      version: '2.0.0',
      reason: 'It leaks.',
    })
    const warned = await listInstallations.run(other.principal, {
      workspaceId: other.workspaceId,
      packageId: id,
      limit: 50,
    })
    expect(warned.items[0]?.yankReason).toBe('It leaks.')
    expect((await seenBy(publisher, { search: name }))[0]?.version).toBe('1.0.1')
  })

  test('is given to agents and taken from them; two packages share what both need', async () => {
    const one = await approved({ name: unique('first') })
    const two = await approved({ name: unique('second') })
    const agentId = await other.createAgent({ tools: ['shell'] })
    const first = await install(other, { packageId: one.id, address: one.address, agentIds: [agentId] })
    const second = await install(other, { packageId: two.id, address: two.address })
    expect(await skillsOf(other, agentId)).toHaveLength(1)
    const workspaceId = other.workspaceId
    await assignInstallation.run(other.admin, { workspaceId, installationId: second.id, agentIds: [agentId] })
    expect(await skillsOf(other, agentId)).toHaveLength(2)
    await uninstallPackage.run(other.admin, { workspaceId, installationId: first.id })
    expect((await agentOf(other, agentId)).tools).toEqual(['shell', 'use_skill'])
    await assignInstallation.run(other.admin, { workspaceId, installationId: second.id, agentIds: [] })
    expect((await agentOf(other, agentId)).tools).toEqual(['shell'])
    expect(await skillsOf(other, agentId)).toEqual([])
  })

  test('brings a crew with its tools and rules, which goes with it', async () => {
    const agentId = await publisher.createAgent({ tools: ['shell', 'use_skill'] })
    const name = unique('crew')
    const { id, address, shown } = await approved({
      name,
      agentIds: [agentId],
      firstTask: { agentId, text: 'Say hello.' },
    })
    expect(shown.manifest.contents.firstTask).toEqual({ agent: 'ada', text: 'Say hello.' })
    const before = await rowsOf(crew, other)
    const installed = await install(other, { packageId: id, address })
    expect(installed.crewIds).toHaveLength(1)
    expect(await agentOf(other, installed.crewIds[0] ?? '')).toMatchObject({
      name: 'Ada',
      persona: 'You help.',
      tools: ['shell', 'use_skill'],
    })
    expect(await skillsOf(other, installed.crewIds[0] ?? '')).toHaveLength(1)
    await uninstallPackage.run(other.admin, { workspaceId: other.workspaceId, installationId: installed.id })
    expect(await rowsOf(crew, other)).toEqual(before)
  })

  test('uses a secret that there is, and gives back what it was let do with it', async () => {
    const secret = { name: 'SHARED_TOKEN', hosts: ['shared.example.com'], tools: ['shell'] }
    const { id, address } = await approved({ name: unique('sharing'), secrets: [secret] })
    await createSecret.run(other.admin, {
      workspaceId: other.workspaceId,
      name: 'SHARED_TOKEN',
      value: 'a-value-of-theirs',
      hosts: ['own.example.com'],
      tools: ['read_file'],
    })
    const uses = async () => {
      const { items } = await listSecrets.run(other.admin, { workspaceId: other.workspaceId, limit: 50 })
      const { hosts, tools } = items.find(({ name }) => name === 'SHARED_TOKEN') ?? {}
      return { hosts, tools }
    }
    const before = await uses()
    const { id: installationId } = await install(other, { packageId: id, address, secrets: [{ name: 'SHARED_TOKEN' }] })
    expect(await uses()).toEqual({ hosts: ['own.example.com', 'shared.example.com'], tools: ['read_file', 'shell'] })
    await uninstallPackage.run(other.admin, { workspaceId: other.workspaceId, installationId })
    expect(await uses()).toEqual(before)
  })
})
