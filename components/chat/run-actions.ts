/** What a person can do about a run. */
export interface RunActions {
  retry: (runId: string) => Promise<void>
  continue: (runId: string) => Promise<void>
  /** Ends a run that waits. */
  cancel: (runId: string) => Promise<void>
  /** Ends one call; the run goes on. */
  stopCall: (runId: string, toolCallId: string) => Promise<void>
}
