import { createPrivateKey, X509Certificate } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import { connect, createServer } from 'node:tls'
import { expect, test } from 'vitest'
import { issueFor, makeAuthority } from '#worker/gateway/certificates.ts'

async function shake(host: string, ca: string, tls: { cert: string; key: string }): Promise<string> {
  const server = createServer(tls, (socket) => socket.end())
  server.on('tlsClientError', () => {})
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const outcome = await new Promise<string>((resolve) => {
    const socket = connect({ port, host: '127.0.0.1', servername: host, ca }, () => resolve('trusted'))
    socket.on('error', (error: Error & { code?: string }) => resolve(error.code ?? error.message))
  })
  server.close()
  return outcome
}

test('a certificate is trusted for its host by whoever trusts its authority, and for nothing else', async () => {
  const authority = makeAuthority('Workspace')
  const key = createPrivateKey(authority.key)
  const issued = issueFor('api.example.com', authority, key)
  expect(await shake('api.example.com', authority.certificate, issued)).toBe('trusted')
  expect(await shake('other.example.com', authority.certificate, issued)).toBe('ERR_TLS_CERT_ALTNAME_INVALID')
  expect(await shake('api.example.com', makeAuthority('Workspace').certificate, issued)).not.toBe('trusted')
})

test('an authority signs hosts, and a host signs nothing', () => {
  const authority = makeAuthority('Workspace')
  const root = new X509Certificate(authority.certificate)
  expect([root.ca, root.subject, root.issuer]).toEqual([true, 'CN=Workspace', 'CN=Workspace'])
  const leaf = new X509Certificate(
    issueFor(`${'a'.repeat(63)}.example.com`, authority, createPrivateKey(authority.key)).cert,
  )
  expect(leaf.ca).toBe(false)
  expect(leaf.verify(root.publicKey)).toBe(true)
  expect(leaf.checkIssued(root)).toBe(true)
  expect(leaf.keyUsage).toEqual(['1.3.6.1.5.5.7.3.1'])
  expect(leaf.validToDate.getTime() - Date.now()).toBeLessThan(31 * 86_400_000)
})
