/** Two agents, and the run below which they talk. */
export interface Pair {
  rootRunId: string
  fromAgentId: string
  /** Who answers in the thread. */
  toAgentId: string
  /** Seen by that principal alone, as the root run is. */
  privateTo: string | null
}
