import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Letter } from '#lib/email/compose-email.ts'
import { type SmtpServer, startSmtpServer } from '#tests/support/smtp-server.ts'

const letter: Letter = {
  to: 'grace@example.com',
  language: 'de',
  subject: 'Einladung für <Grüße>\r\nBcc: everybody@example.com',
  paragraphs: ['Ada lädt Sie ein <script>alert(1)</script> ✓'],
  action: { label: 'Annehmen', url: 'https://crew.example.com/invite/abc?a=1&b=2' },
  footnote: 'Nicht erwartet? Dann ist nichts zu tun.',
}

let server: SmtpServer | undefined
beforeEach(() => {
  Object.assign(process.env, {
    CREWHOUSE_URL: 'https://crew.example.com',
    LOG_LEVEL: 'silent',
    SMTP_URL: '',
    MAIL_FROM: '',
  })
})
afterEach(async () => {
  await server?.close()
  server = undefined
})

/** The environment is read once, so each case begins with fresh modules. */
async function senderWith(settings: Record<string, string>) {
  Object.assign(process.env, settings)
  vi.resetModules()
  return import('#lib/email/send-email.ts')
}

test('a letter arrives as text and as HTML that say the same, and brings in no header of its own', async () => {
  server = await startSmtpServer({ login: { user: 'crew', password: 'p@ss/word' } })
  const { sendEmail, canSendEmail } = await senderWith({ SMTP_URL: server.url, MAIL_FROM: 'Crew <crew@example.com>' })
  expect(canSendEmail()).toBe(true)
  expect(await sendEmail(letter)).toEqual({ state: 'sent' })
  const received = await server.letterTo('grace@example.com')
  expect(received).toMatchObject({ from: 'crew@example.com', to: ['grace@example.com'] })
  expect(received.headers).toMatchObject({
    subject: 'Einladung für <Grüße> Bcc: everybody@example.com',
    'content-language': 'de',
    'auto-submitted': 'auto-generated',
  })
  expect(received.headers).not.toHaveProperty('bcc')
  expect(received.text).toContain('Ada lädt Sie ein <script>alert(1)</script> ✓')
  expect(received.text).toContain('Annehmen:\nhttps://crew.example.com/invite/abc?a=1&b=2')
  expect(received.html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;')
  expect(received.html).not.toContain('<script>')
  expect(received.html).toContain('href="https://crew.example.com/invite/abc?a=1&amp;b=2"')
})

test.each([
  ['does not know the recipient', { refuses: /grace/ }, '', 'address_refused'],
  ['asks for another password', { login: { user: 'crew', password: 'right' } }, 'crew:wrong@', 'credentials_refused'],
] as const)('a server that %s is told apart', async (_, manners, credentials, problem) => {
  server = await startSmtpServer(manners)
  const url = server.url.replace(/^smtp:\/\/(.*@)?/, `smtp://${credentials}`)
  const { sendEmail } = await senderWith({ SMTP_URL: url })
  expect(await sendEmail(letter)).toEqual({ state: 'failed', problem })
  expect(server.letters).toEqual([])
})

test('a server that is away or says nothing costs seconds, not the process', async () => {
  server = await startSmtpServer({ silent: true })
  const silent = await senderWith({ SMTP_URL: server.url })
  expect(await silent.sendEmail(letter)).toEqual({ state: 'failed', problem: 'unreachable' })
  await server.close()
  const away = await senderWith({ SMTP_URL: server.url })
  server = undefined
  expect(await away.sendEmail(letter)).toEqual({ state: 'failed', problem: 'unreachable' })
})

test('without a mail server the caller is told that none is set', async () => {
  const { sendEmail, canSendEmail } = await senderWith({})
  expect(canSendEmail()).toBe(false)
  expect(await sendEmail(letter)).toEqual({ state: 'not_configured' })
})
