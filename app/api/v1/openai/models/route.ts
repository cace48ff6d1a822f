import { inOpenAiShape } from '#app/_server/openai/errors.ts'
import { listModels } from '#app/_server/openai/models.ts'
import { handleRequest, jsonResponse } from '#app/_server/route.ts'

/** The agents that the key can give work, as OpenAI's clients list models. */
export async function GET(request: Request): Promise<Response> {
  const response = await handleRequest(request, async (principal) =>
    jsonResponse({ object: 'list', data: await listModels(principal) }),
  )
  return inOpenAiShape(response)
}
