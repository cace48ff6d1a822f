import pg from 'pg'
import type { Services } from '#scripts/services/bring-up.ts'
import type { SandboxChoice } from './sandbox.ts'

/** The models that the workspaces can use, in words. */
export async function describeModels(platformUrl: string): Promise<string> {
  const client = new pg.Client({ connectionString: platformUrl })
  await client.connect()
  try {
    const { rows } = await client.query<{ count: string }>('select count(*) from providers')
    const count = Number(rows[0]?.count)
    if (count === 0) return 'demo (offline; add a provider key in a workspace’s settings)'
    return `${count} provider ${count === 1 ? 'key' : 'keys'} in the workspaces; demo for those without`
  } finally {
    await client.end()
  }
}

export interface Summary {
  url: string
  host: string
  services: Services
  sandbox: SandboxChoice
  model: string
}

/** What the person sees once all is up: the address, and what stands behind it. */
export function summary({ url, host, services, sandbox, model }: Summary): string[] {
  const sandboxText =
    sandbox.kind === 'docker'
      ? `Docker, one hardened container for each agent (${sandbox.image})`
      : `virtual: commands are simulated over the workspace’s folder, without containers\n            (${sandbox.why}; on Debian as root: npm start -- --docker)`
  const local = ['127.0.0.1', 'localhost', '::1'].includes(host)
  return [
    '',
    `Crewhouse   ${url}${local ? '  (this machine only; HOST=0.0.0.0 opens it to the network)' : ''}`,
    `  database  ${services.postgres}`,
    `  redis     ${services.redis}`,
    `  sandbox   ${sandboxText}`,
    `  model     ${model}`,
  ]
}
