import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, vi } from 'vitest'
import type { Principal } from '#lib/access/scope.ts'
import { furnishTenant } from '#lib/agents/furnish-tenant.ts'
import { redis } from '#lib/queue/connection.ts'
import { type NewLogin, signIn } from '#lib/tenants/sign-in.ts'
import { signUp } from '#lib/tenants/sign-up.ts'
import { type SmtpServer, startSmtpServer } from '#tests/support/smtp-server.ts'
import { type Installation, installHere } from '../walls/installation.ts'

export const password = 'correct horse, battery'
export const otherPassword = 'another staple, entirely'
export const client = { address: '203.0.113.7', userAgent: 'A browser' }
export const newEmail = () => `${randomUUID()}@example.com`
export const principalOf = ({ loginId, userId }: NewLogin): Principal => ({ kind: 'login', loginId, userId })

/** An installation with a mail server, whose limits no test uses up for the next one. To be called at a file's top. */
export function accountsHere() {
  let installation: Installation
  let smtp: SmtpServer
  beforeAll(async () => {
    smtp = await startSmtpServer()
    vi.stubEnv('SMTP_URL', smtp.url)
    installation = await installHere()
  })
  afterAll(async () => {
    await installation?.close()
    await smtp?.close()
  })
  beforeEach(() => redis().flushdb())
  return {
    get sql() {
      return installation.sql
    },
    get appUrl() {
      return installation.appUrl
    },
    get smtp() {
      return smtp
    },
  }
}

/** Somebody who has just signed up, and in. */
export async function register(email = newEmail()) {
  const { userId, tenantId } = await signUp({ email, name: 'Ada', password }, client, furnishTenant)
  return { email, userId, tenantId, principal: principalOf(await signIn({ email, password }, client)) }
}
