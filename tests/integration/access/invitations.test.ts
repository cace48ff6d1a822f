import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { hashApiKey, type Principal, resolveScope } from '#lib/access/scope.ts'
import { redis } from '#lib/queue/connection.ts'
import { acceptInvitation, lookUpInvitation, signUpByInvitation } from '#lib/tenants/accept-invitation.ts'
import { createApiKey } from '#lib/tenants/api-keys/create-api-key.ts'
import { revokeApiKey } from '#lib/tenants/api-keys/revoke-api-key.ts'
import { createInvitation } from '#lib/tenants/invitations/create-invitation.ts'
import { listInvitations } from '#lib/tenants/invitations/list-invitations.ts'
import { resendInvitation } from '#lib/tenants/invitations/resend-invitation.ts'
import { revokeInvitation } from '#lib/tenants/invitations/revoke-invitation.ts'
import { removeMember } from '#lib/tenants/members/remove-member.ts'
import { setMemberRole } from '#lib/tenants/members/set-member-role.ts'
import { type SmtpServer, startSmtpServer } from '#tests/support/smtp-server.ts'
import { type Installation, installHere } from '../walls/installation.ts'
import { makeWorld, type World } from '../walls/world.ts'

const client = { address: '203.0.113.7', userAgent: 'A browser' }
const password = 'correct horse, battery'

let installation: Installation
let smtp: SmtpServer
let world: World
let stranger: World
beforeAll(async () => {
  smtp = await startSmtpServer({ refuses: /nobody/ })
  Object.assign(process.env, { SMTP_URL: smtp.url, MAIL_FROM: 'Crew <crew@example.com>' })
  installation = await installHere()
})
afterAll(async () => {
  await installation.close()
  await smtp.close()
})
beforeEach(async () => {
  await redis().flushdb()
  world = await makeWorld(installation.sql)
  stranger = await makeWorld(installation.sql)
})

const refusal = (code: string) => expect.objectContaining({ code })
const tokenOf = ({ url }: { url: string }) => url.split('/').at(-1) ?? ''
const userIdOf = (principal: Principal) => (principal as { userId: string }).userId
const emailOf = (principal: Principal) => `${userIdOf(principal)}@example.com`

function invite(fields: Record<string, unknown> = {}, by: Principal = world.people.owner) {
  return createInvitation.run(by, { tenantId: world.tenantId, ...fields })
}
const accept = (principal: Principal, invitation: { url: string }) =>
  acceptInvitation(principal, { token: tokenOf(invitation) }, client)
const stateOf = async (invitation: { url: string }) => (await lookUpInvitation(tokenOf(invitation), client))?.state
const roleOf = async (principal: Principal) =>
  (await resolveScope(principal, { tenantId: world.tenantId }).catch(() => null))?.role ?? null

describe('a link', () => {
  test('lets one person in, with its role, and the second is told kindly', async () => {
    const { member: one, viewer: two } = stranger.people
    const invitation = await invite({ role: 'viewer' })
    expect(await lookUpInvitation(tokenOf(invitation), client)).toMatchObject({
      state: 'open',
      role: 'viewer',
      email: null,
    })
    expect(await accept(one, invitation)).toMatchObject({ tenantId: world.tenantId, alreadyMember: false })
    expect(await roleOf(one)).toBe('viewer')
    // The same person once more, in another tab: they are in, and nothing is wrong.
    expect(await accept(one, invitation)).toMatchObject({ alreadyMember: true })
    expect(await stateOf(invitation)).toBe('used')
    await expect(accept(two, invitation)).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringMatching(/new one/),
    })
    expect(await roleOf(two)).toBeNull()
  })

  test('with one use lets exactly one of many in who come at once', async () => {
    const invitation = await invite({ role: 'member' })
    const people = [...Object.values(stranger.people), stranger.colleague]
    const outcomes = await Promise.allSettled(people.map((person) => accept(person, invitation)))
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    const twoTabs = await invite({ role: 'member' })
    const late = people.find((_, index) => outcomes[index]?.status === 'rejected') as Principal
    const tabs = await Promise.all([accept(late, twoTabs), accept(late, twoTabs)])
    expect(tabs.map(({ alreadyMember }) => alreadyMember).sort()).toEqual([false, true])
  })

  test('is stored as a hash alone, and shown once', async () => {
    const invitation = await invite()
    const { rows } = await installation.sql.query('select i::text as row from invitations i where id = $1', [
      invitation.id,
    ])
    expect(rows[0]?.row).not.toContain(tokenOf(invitation))
    const { items } = await listInvitations.run(world.people.owner, { tenantId: world.tenantId, limit: 50 })
    expect(JSON.stringify(items)).not.toContain(tokenOf(invitation))
    expect(items.find(({ id }) => id === invitation.id)).toMatchObject({ state: 'open', uses: 0 })
  })

  test('leads nowhere when it is expired, revoked, replaced or guessed', async () => {
    const { member } = stranger.people
    const [expired, revoked, replaced] = [await invite(), await invite(), await invite()]
    await installation.sql.query(`update invitations set expires_at = now() where id = $1`, [expired.id])
    await revokeInvitation.run(world.people.admin, { tenantId: world.tenantId, invitationId: revoked.id })
    const renewed = await resendInvitation.run(world.people.admin, {
      tenantId: world.tenantId,
      invitationId: replaced.id,
    })
    expect([await stateOf(expired), await stateOf(revoked), await stateOf(replaced)]).toEqual([
      'expired',
      'revoked',
      undefined,
    ])
    for (const dead of [expired, revoked]) await expect(accept(member, dead)).rejects.toEqual(refusal('conflict'))
    for (const url of [replaced.url, 'https://x/invite/guess']) {
      await expect(accept(member, { url })).rejects.toEqual(refusal('not_found'))
    }
    const again = { tenantId: world.tenantId, invitationId: revoked.id }
    await expect(resendInvitation.run(world.people.owner, again)).rejects.toEqual(refusal('conflict'))
    expect(await roleOf(member)).toBeNull()
    await expect(accept(member, renewed)).resolves.toMatchObject({ alreadyMember: false })
  })

  test('brings nobody back who was removed, whatever uses it has left', async () => {
    const { member } = stranger.people
    const [many, bound] = [await invite({ maxUses: 5 }), await invite({ maxUses: 5 })]
    const personal = await invite({ email: emailOf(member) })
    await accept(member, many)
    await removeMember.run(world.people.owner, { tenantId: world.tenantId, userId: userIdOf(member) })
    await expect(accept(member, many)).rejects.toEqual(refusal('conflict'))
    await expect(accept(member, personal)).rejects.toEqual(refusal('conflict'))
    expect([await stateOf(many), await stateOf(bound)]).toEqual(['revoked', 'open'])
  })

  test('bound to an address is for the account with it, and an API key is nobody', async () => {
    const { member, viewer } = stranger.people
    const invitation = await invite({ email: emailOf(member).toUpperCase() })
    await expect(accept(viewer, invitation)).rejects.toEqual(refusal('not_allowed'))
    await expect(accept(world.keys.ofTenant, invitation)).rejects.toEqual(refusal('unauthenticated'))
    await expect(accept({ kind: 'anonymous' }, invitation)).rejects.toEqual(refusal('unauthenticated'))
    expect(await stateOf(invitation)).toBe('open')
    await expect(accept(member, invitation)).resolves.toMatchObject({ alreadyMember: false })
  })

  test('changes no role of somebody who is in already, and is not used up by them', async () => {
    const invitation = await invite({ role: 'owner' })
    expect(await accept(world.people.viewer, invitation)).toMatchObject({ alreadyMember: true })
    expect([await roleOf(world.people.viewer), await stateOf(invitation)]).toEqual(['viewer', 'open'])
  })

  test('leads into a workspace that is entered by name', async () => {
    const { member } = stranger.people
    const { workspaceId } = world.main
    const invitation = await invite({ role: 'member', workspaceId })
    expect(await accept(member, invitation)).toMatchObject({ workspaceId })
    await expect(resolveScope(member, { workspaceId })).resolves.toMatchObject({ role: 'member' })
    await expect(resolveScope(member, { workspaceId: world.other.workspaceId })).rejects.toEqual(refusal('not_found'))
    await expect(invite({ workspaceId: stranger.main.workspaceId })).rejects.toEqual(refusal('not_found'))
  })
})

describe('whoever invites', () => {
  test('gives their own role at most, also by sending again', async () => {
    const { admin, member, viewer, owner } = world.people
    await expect(invite({ role: 'owner' }, admin)).rejects.toEqual(refusal('not_allowed'))
    for (const low of [member, viewer])
      await expect(invite({ role: 'viewer' }, low)).rejects.toEqual(refusal('not_allowed'))
    const ofOwner = await invite({ role: 'owner' }, owner)
    const again = { tenantId: world.tenantId, invitationId: ofOwner.id }
    await expect(resendInvitation.run(admin, again)).rejects.toEqual(refusal('not_allowed'))
    expect(await stateOf(ofOwner)).toBe('open')
  })

  test('and is demoted or removed lets nobody in any more', async () => {
    const { admin, owner } = world.people
    const [asAdmin, asViewer] = [await invite({ role: 'admin' }, admin), await invite({ role: 'viewer' }, admin)]
    await setMemberRole.run(owner, { tenantId: world.tenantId, userId: userIdOf(admin), role: 'member' })
    expect([await stateOf(asAdmin), await stateOf(asViewer)]).toEqual(['revoked', 'revoked'])
    await setMemberRole.run(owner, { tenantId: world.tenantId, userId: userIdOf(admin), role: 'admin' })
    expect(await stateOf(asViewer)).toBe('revoked')
    const later = await invite({ role: 'viewer' }, admin)
    // Behind the back of the use case as well: the look-up asks who made it.
    await installation.sql.query('delete from memberships where user_id = $1', [userIdOf(admin)])
    expect(await stateOf(later)).toBe('revoked')
  })

  test('by a key takes the invitations along when the key is revoked', async () => {
    const { owner } = world.people
    const { tenantId } = world
    const key = await createApiKey.run(owner, { tenantId, name: 'hiring', role: 'admin' })
    const byKey: Principal = { kind: 'api_key', keyHash: hashApiKey(key.key) }
    const invitation = await invite({ role: 'admin' }, byKey)
    await expect(invite({ role: 'owner' }, byKey)).rejects.toEqual(refusal('not_allowed'))
    await revokeApiKey.run(owner, { tenantId, apiKeyId: key.id })
    await expect(accept(stranger.people.member, invitation)).rejects.toEqual(refusal('conflict'))
  })

  test('is limited in letters to one address', async () => {
    const email = `${randomUUID()}@example.com`
    const { id } = await invite({ email })
    const again = () => resendInvitation.run(world.people.owner, { tenantId: world.tenantId, invitationId: id })
    for (let n = 1; n < 5; n++) await again()
    await expect(again()).rejects.toEqual(refusal('rate_limited'))
  })
})

describe('signing up by a link', () => {
  const account = (invitation: { url: string }, email: string) => ({
    token: tokenOf(invitation),
    name: 'Grace',
    email,
    password,
  })

  test('makes an account in the organisation, and no organisation of its own', async () => {
    const before = await installation.sql.query('select count(*)::int as n from tenants')
    const invitation = await invite({ role: 'member', workspaceId: world.main.workspaceId })
    const email = `${randomUUID()}@example.com`
    const joined = await signUpByInvitation(account(invitation, email), client)
    expect(joined).toMatchObject({ tenantId: world.tenantId, workspaceId: world.main.workspaceId })
    const { rows } = await installation.sql.query('select tenant_id, role from memberships where user_id = $1', [
      joined.userId,
    ])
    expect(rows).toEqual([{ tenant_id: world.tenantId, role: 'member' }])
    expect((await installation.sql.query('select count(*)::int as n from tenants')).rows).toEqual(before.rows)
  })

  test('leaves no account behind when the link is over, somebody else’s, or the address is taken', async () => {
    const email = `${randomUUID()}@example.com`
    const used = await invite()
    await accept(stranger.people.viewer, used)
    const bound = await invite({ email: `${randomUUID()}@example.com` })
    await expect(signUpByInvitation(account(used, email), client)).rejects.toEqual(refusal('conflict'))
    await expect(signUpByInvitation(account(bound, email), client)).rejects.toEqual(refusal('not_allowed'))
    const open = await invite()
    const taken = signUpByInvitation(account(open, emailOf(stranger.people.member)), client)
    await expect(taken).rejects.toMatchObject({ code: 'conflict', fieldErrors: { email: [expect.any(String)] } })
    const { rowCount } = await installation.sql.query('select 1 from users where email = $1', [email])
    expect([rowCount, await stateOf(open)]).toEqual([0, 'open'])
  })
})

describe('the e-mail', () => {
  test('brings the link in the language that was asked for', async () => {
    const email = `${randomUUID()}@example.com`
    const invitation = await invite({ email, language: 'de' })
    expect(invitation.delivery).toBe('sent')
    const letter = await smtp.letterTo(email)
    expect(letter.text).toContain(invitation.url)
    expect(letter.headers.subject).toMatch(/lädt Sie zu/)
    expect(letter.text).not.toContain(world.main.marker)
  })

  test('that is refused leaves the invitation, and tells who invites why', async () => {
    const invitation = await invite({ email: `nobody-${randomUUID()}@example.com` })
    expect(invitation).toMatchObject({ delivery: 'address_refused', state: 'open' })
    const { items } = await listInvitations.run(world.people.owner, { tenantId: world.tenantId, limit: 50 })
    expect(items.find(({ id }) => id === invitation.id)?.delivery).toBe('address_refused')
  })

  test('goes to nobody who is a member or invited already', async () => {
    await expect(invite({ email: emailOf(world.people.viewer) })).rejects.toEqual(refusal('conflict'))
    const email = `${randomUUID()}@example.com`
    await invite({ email })
    await expect(invite({ email })).rejects.toEqual(refusal('conflict'))
  })
})
