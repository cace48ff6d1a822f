import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import type Docker from 'dockerode'
import tar from 'tar-stream'
import { z } from 'zod'
import { AppError } from '#lib/errors.ts'
import type { SandboxEngine } from '#lib/sandbox/description.ts'
import { asUnavailable, ifFound } from './engine-errors.ts'
import { buildImage } from './image.ts'

const engineInfo = z.object({ Runtimes: z.record(z.string(), z.unknown()).default({}), DefaultRuntime: z.string() })

/** What agents' settings may choose from on this engine. */
export async function aboutEngine(docker: Docker, own: string, others: readonly string[]): Promise<SandboxEngine> {
  const { Runtimes, DefaultRuntime } = engineInfo.parse(await docker.info())
  const isPresent = async (name: string) => Boolean(await ifFound(docker.getImage(name).inspect()))
  // Names that only containerd knows are aliases of the first.
  const runtimes = Object.keys(Runtimes).filter((name) => !name.startsWith('io.containerd.') && name !== DefaultRuntime)
  return {
    driver: 'docker',
    hasTerminals: true,
    images: [
      { name: own, isDefault: true, isPresent: await isPresent(own) },
      ...(await Promise.all(
        others.map(async (name) => ({ name, isDefault: false, isPresent: await isPresent(name) })),
      )),
    ],
    runtimes: [DefaultRuntime, ...runtimes.sort()],
    quotaMethod: 'watched',
  }
}

/**
 * The image that a sandbox is made of. Another one than the installation's own gets the supervisor and the agent's
 * folders on top, once, under a tag that says what it was made from.
 * @throws AppError `invalid_input` for one that is not offered, `unavailable` when the engine does not have it
 */
export async function chooseImage(
  docker: Docker,
  images: { own: string; others: readonly string[]; asked: string },
): Promise<{ image: string; name: string }> {
  const { own, others, asked } = images
  if (asked === '' || asked === own) return { image: own, name: '' }
  if (!others.includes(asked)) {
    throw new AppError(
      'invalid_input',
      `The image ${asked} is not offered here. Choose another in the agent’s settings.`,
    )
  }
  try {
    const [base, tools] = await Promise.all([asked, own].map((name) => ifFound(docker.getImage(name).inspect())))
    if (!base || !tools) {
      throw new AppError(
        'unavailable',
        `The image ${base ? own : asked} is not on the engine. An operator has to load it.`,
      )
    }
    const image = `crewhouse-sandbox-on:${createHash('sha256').update(`${base.Id}\0${tools.Id}`).digest('hex').slice(0, 16)}`
    if (!(await ifFound(docker.getImage(image).inspect()))) {
      await buildImage(
        docker,
        { t: image, buildargs: { BASE: asked, TOOLS: own }, networkmode: 'none' },
        dockerfileTar(),
        () => {},
      )
    }
    return { image, name: asked }
  } catch (error) {
    throw asUnavailable(error, `prepare the image ${asked}`)
  }
}

const DOCKERFILE = `ARG BASE
ARG TOOLS
FROM \${TOOLS} AS tools
FROM \${BASE}
USER root
RUN ["/bin/bash", "-c", "true"]
COPY --from=tools /usr/local/bin/crewhouse-supervisor /usr/local/bin/crewhouse-supervisor
COPY --from=tools /etc/hosts /etc/hosts
COPY --from=tools --chown=1000:1000 /workspace /workspace
COPY --from=tools --chown=1000:1000 /home/agent /home/agent
USER 1000:1000
WORKDIR /workspace
ENTRYPOINT ["/usr/local/bin/crewhouse-supervisor"]
`

function dockerfileTar(): NodeJS.ReadableStream {
  const pack = tar.pack()
  pack.entry({ name: 'Dockerfile' }, DOCKERFILE)
  pack.finalize()
  return Readable.from(pack)
}
