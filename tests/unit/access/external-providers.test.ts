import { afterEach, expect, test, vi } from 'vitest'

afterEach(() => {
  vi.unstubAllEnvs()
  vi.resetModules()
})

async function providersWith(variables: Record<string, string>) {
  for (const [name, value] of Object.entries(variables)) vi.stubEnv(name, value)
  vi.resetModules()
  const { externalProviders } = await import('#lib/tenants/external/providers.ts')
  return externalProviders()
}

const oidc = { OIDC_ISSUER: 'https://id.example', OIDC_CLIENT_ID: 'crew', OIDC_CLIENT_SECRET: 'hush' }

test('a service is there once all of its variables are set', async () => {
  expect(await providersWith({})).toEqual([])
  expect(await providersWith(oidc)).toMatchObject([
    { id: 'oidc', name: 'Single sign-on', issuer: 'https://id.example' },
  ])
  expect(await providersWith({ GOOGLE_CLIENT_ID: 'g', GOOGLE_CLIENT_SECRET: 's' })).toMatchObject([
    { id: 'oidc' },
    { id: 'google', issuer: 'https://accounts.google.com' },
  ])
})

test('GitHub is GitHub, or the Enterprise Server that is named', async () => {
  const client = { GITHUB_CLIENT_ID: 'h', GITHUB_CLIENT_SECRET: 's' }
  expect(await providersWith(client)).toMatchObject([
    { github: { web: 'https://github.com', api: 'https://api.github.com' } },
  ])
  expect(await providersWith({ ...client, GITHUB_URL: 'https://git.example/' })).toMatchObject([
    { github: { web: 'https://git.example', api: 'https://git.example/api/v3' } },
  ])
})

test('half of the variables, and an issuer without TLS on another machine, are refused at the start', async () => {
  await expect(providersWith({ ...oidc, OIDC_CLIENT_SECRET: '' })).rejects.toThrow(/OIDC_CLIENT_SECRET: is missing/)
  await expect(providersWith({ ...oidc, OIDC_ISSUER: 'http://id.example' })).rejects.toThrow(/https/)
  expect(await providersWith({ ...oidc, OIDC_ISSUER: 'http://localhost:9000' })).toHaveLength(1)
})
