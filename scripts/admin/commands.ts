import { z } from 'zod'
import { parseInput } from '#lib/access/define-use-case.ts'
import { ROLES } from '#lib/access/roles.ts'
import { furnishTenant } from '#lib/agents/furnish-tenant.ts'
import { AppError } from '#lib/errors.ts'
import { forgetOldKeys, rotateKeys } from '#lib/secrets/rotate.ts'
import {
  createBareAccount,
  listAccounts,
  makePlatformAdmin,
  removeSecondFactor,
  requireAccount,
  resetPassword,
} from '#lib/tenants/accounts.ts'
import { createApiKey } from '#lib/tenants/api-keys/create-api-key.ts'
import { listApiKeys } from '#lib/tenants/api-keys/list-api-keys.ts'
import { revokeApiKey } from '#lib/tenants/api-keys/revoke-api-key.ts'
import { createTenant } from '#lib/tenants/create-tenant.ts'
import { addMember } from '#lib/tenants/members/add-member.ts'
import { roleSchema } from '#lib/tenants/schema.ts'
import { createAccount } from '#lib/tenants/sign-up.ts'
import { createWorkspace } from '#lib/workspaces/create-workspace.ts'
import { findActor } from './actor.ts'
import { choosePassword } from './password.ts'

interface Option {
  value: string
  help: string
  required?: true
}

interface Command {
  summary: string
  options: Record<string, Option>
  run: (values: Record<string, string | undefined>) => Promise<object>
}

const email: Option = { value: 'ADDRESS', help: 'e-mail address', required: true }
const name: Option = { value: 'NAME', help: 'name', required: true }
const password: Option = { value: 'PASSWORD', help: 'or - to read it from standard input; left out: a random one' }
const tenant: Option = { value: 'ID', help: 'organisation; left out: the only one there is' }
const onBehalf: Option = { value: 'ADDRESS', help: 'on behalf of; left out: an owner' }
const role: Option = { value: 'ROLE', help: `${ROLES.join(', ')}; left out: member` }

const DAY_MS = 86_400_000
const daysSchema = z.coerce.number('a number of days').positive().max(36_500).optional()

/** Every command of `npm run admin`. */
export const commands: Record<string, Command> = {
  'create-admin': {
    summary:
      'An admin of the platform with an organisation, a workspace and an agent; an existing account is promoted.',
    options: { email, name, password },
    async run(values) {
      const existing = await requireAccount(values.email ?? '').catch(unlessNotFound)
      if (existing) {
        await makePlatformAdmin(existing.id)
        return { userId: existing.id, isPlatformAdmin: true }
      }
      const chosen = await choosePassword(values.password)
      const made = await createAccount({ ...values, password: chosen.password }, furnishTenant)
      await makePlatformAdmin(made.userId)
      return { ...made, isPlatformAdmin: true, password: chosen.generated }
    },
  },
  'create-user': {
    summary: 'An account: in an organisation that there is (--tenant), or with one of its own.',
    options: { email, name, password, tenant: { ...tenant, help: 'organisation to join' }, role },
    async run(values) {
      const chosen = await choosePassword(values.password)
      const fields = { email: values.email, name: values.name, password: chosen.password }
      if (!values.tenant) return { ...(await createAccount(fields, furnishTenant)), password: chosen.generated }
      const { principal, tenantId } = await findActor({ tenant: values.tenant })
      const member = { tenantId, role: parseInput(roleSchema, values.role ?? 'member') }
      const { userId } = await createBareAccount(fields)
      await addMember(principal, { ...member, userId })
      return { userId, ...member, password: chosen.generated }
    },
  },
  'add-member': {
    summary: 'Puts an account that there is into an organisation.',
    options: { email, tenant, role },
    async run(values) {
      const user = await requireAccount(values.email ?? '')
      const { principal, tenantId } = await findActor({ tenant: values.tenant })
      const member = { tenantId, userId: user.id, role: parseInput(roleSchema, values.role ?? 'member') }
      await addMember(principal, member)
      return member
    },
  },
  'create-tenant': {
    summary: 'An organisation with a workspace and an agent, owned by an account that there is.',
    options: { name, email: { ...email, help: "the owner's e-mail address" } },
    async run(values) {
      return createTenant(await requireAccount(values.email ?? ''), values.name ?? '', furnishTenant)
    },
  },
  'create-workspace': {
    summary: 'A workspace in an organisation.',
    options: {
      name,
      tenant,
      email: onBehalf,
      access: { value: 'ACCESS', help: 'tenant (everybody there; the default) or named' },
    },
    async run(values) {
      const { principal, tenantId } = await findActor(values)
      return createWorkspace.run(principal, { tenantId, name: values.name, access: values.access })
    },
  },
  'create-api-key': {
    summary: 'A key for the public API. It is printed once and stored nowhere.',
    options: {
      name,
      tenant,
      email: onBehalf,
      role,
      workspace: { value: 'ID', help: 'holds there alone; left out: in the whole organisation' },
      days: { value: 'NUMBER', help: 'ends after so many days; left out: never' },
    },
    async run(values) {
      const { principal, tenantId } = await findActor(values)
      const days = parseInput(daysSchema, values.days)
      const expiresAt = days ? new Date(Date.now() + days * DAY_MS).toISOString() : null
      const { name: keyName, role: keyRole, workspace: workspaceId } = values
      return createApiKey.run(principal, { tenantId, name: keyName, role: keyRole, workspaceId, expiresAt })
    },
  },
  'list-api-keys': {
    summary: 'The keys of an organisation.',
    options: { tenant, email: onBehalf },
    async run(values) {
      const { principal, tenantId } = await findActor(values)
      return listApiKeys.run(principal, { tenantId, limit: 200 })
    },
  },
  'revoke-api-key': {
    summary: 'Ends a key.',
    options: { id: { value: 'ID', help: "the key's id", required: true }, tenant, email: onBehalf },
    async run(values) {
      const { principal, tenantId } = await findActor(values)
      return revokeApiKey.run(principal, { tenantId, apiKeyId: values.id })
    },
  },
  'reset-password': {
    summary: "A new password for an account; it ends all of that person's logins.",
    options: { email, password },
    async run(values) {
      const chosen = await choosePassword(values.password)
      return { ...(await resetPassword(values.email ?? '', chosen.password)), password: chosen.generated }
    },
  },
  'remove-second-factor': {
    summary: 'For somebody who lost the authenticator app and the recovery codes: their password is enough again.',
    options: { email },
    run: async (values) => removeSecondFactor(values.email ?? ''),
  },
  'rotate-keys': {
    summary: 'A new key-encryption key, and everything that is sealed under it. The installation goes on meanwhile.',
    options: {},
    run: rotateKeys,
  },
  'forget-old-keys': {
    summary: 'Removes the key-encryption keys that nothing is sealed with any more.',
    options: {},
    run: forgetOldKeys,
  },
  list: {
    summary: 'Accounts, their organisations and workspaces.',
    options: {},
    run: async () => ({ accounts: await listAccounts() }),
  },
}

function unlessNotFound(error: unknown): undefined {
  if (error instanceof AppError && error.code === 'not_found') return undefined
  throw error
}
