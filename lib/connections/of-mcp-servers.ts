import type { Tx } from '#lib/db/client.ts'
import { deleteServiceOf, findConnectedAgents } from './store.ts'

/** The agents that an MCP server knows, the first first. */
export const connectedAgentsOf: (tx: Tx, mcpServerId: string) => Promise<string[]> = findConnectedAgents

/** Forgets how agents sign in for a server, and every connection: it leads elsewhere by now. */
export const forgetSignIn: (tx: Tx, mcpServerId: string) => Promise<void> = deleteServiceOf
