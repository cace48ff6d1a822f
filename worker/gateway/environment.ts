import { PROXY_PORT } from '../sandbox/protocol/frames.ts'
import { MODELS_HOST } from './models/model-proxy.ts'
import { issueModelToken } from './models/token.ts'
import { issuePass, type Pass } from './pass.ts'

const LOCAL = 'localhost,127.0.0.1,::1'

/** What makes the usual programs use the way out: curl, git, npm, pip, Node.js, Go, apt and most others read these. */
export function proxyEnvironment(agentId: string, pass: Pass | null): Record<string, string> {
  const credential = pass ? `${issuePass(agentId, pass)}@` : ''
  const proxy = `http://${credential}127.0.0.1:${PROXY_PORT}`
  const both = (name: string, value: string) => ({ [name]: value, [name.toLowerCase()]: value })
  return {
    ...both('HTTP_PROXY', proxy),
    ...both('HTTPS_PROXY', proxy),
    ...both('NO_PROXY', LOCAL),
    NODE_USE_ENV_PROXY: '1',
    // Git would ask for the way first without the credential, and the log would not know whose run it was.
    GIT_HTTP_PROXY_AUTHMETHOD: 'basic',
  }
}

/** Where OpenAI's clients, and most others, find models, and what they show there. */
export function modelsEnvironment(agentId: string, { runId }: Pass): Record<string, string> {
  return { OPENAI_BASE_URL: `http://${MODELS_HOST}/v1`, OPENAI_API_KEY: issueModelToken(agentId, runId) }
}
