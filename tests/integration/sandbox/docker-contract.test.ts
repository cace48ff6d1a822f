import { testDockerDriver } from '#tests/support/docker-sandbox.ts'
import { describeSandboxDriver } from '#tests/support/sandbox-contract.ts'

describeSandboxDriver('docker', () => testDockerDriver())
