/** Ends after which a run goes on once a person has done something: said "continue", chosen a model, let the agent in again. */
export const WAITING_CODES: readonly string[] = ['step_limit', 'loop', 'no_model', 'budget', 'agent_paused']
