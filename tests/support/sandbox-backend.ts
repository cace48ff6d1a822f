import { notFound } from '#lib/errors.ts'
import type { SandboxBackend } from '#worker/internal-api/sandbox-backend.ts'

const none = () => Promise.reject(notFound('The agent'))

/** For tests of an internal API in which nobody asks about sandboxes. */
export const noSandboxes: SandboxBackend = { describe: none, watch: none, restart: none, reset: none, about: none }
