import { sandboxSettings } from '#lib/sandbox/spec.ts'
import { createDockerDriver } from '#worker/sandbox/docker/driver.ts'

/** A worker that a test may kill: opens an agent's sandbox, starts a command in it, and says so. */
const [installation = '', image = '', tenantId = '', workspaceId = '', agentId = '', command = ''] =
  process.argv.slice(2)
const driver = await createDockerDriver({ installation, image })
const sandbox = await driver.open({ tenantId, workspaceId, agentId, settings: sandboxSettings.parse({}) })
const onOutput = ({ bytes }: { bytes: Uint8Array }) => void process.stdout.write(bytes)
await sandbox.exec({ command, timeoutMs: 600_000, onOutput })
