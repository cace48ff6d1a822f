import { inOpenAiShape } from '#app/_server/openai/errors.ts'
import { findModel, toModel } from '#app/_server/openai/models.ts'
import { handleRequest, jsonResponse } from '#app/_server/route.ts'

/** One agent, as OpenAI's clients know models. */
export async function GET(request: Request, { params }: { params: Promise<{ model: string }> }): Promise<Response> {
  const response = await handleRequest(request, async (principal) =>
    jsonResponse(toModel(await findModel(principal, (await params).model))),
  )
  return inOpenAiShape(response)
}
