/** Routes that say what this is: the front page, the codebook, the problems, the health. */
import { Hono } from 'hono'
import { may } from '../../auth/permissions.ts'
import { type ProblemName, problems, problemTypes } from '../../problems.ts'
import { latest } from '../../services/incidents/read.ts'
import * as commits from '../../store/commits.ts'
import { type AppContext, type AppEnv, originOf } from '../context.ts'
import { ProblemTypePage } from '../problem-page.tsx'
import { page } from '../render-page.tsx'
import { CodebookPage } from './codebook/codebook-page.tsx'
import { Home } from './home-page.tsx'

const shownLatest = 8

const home = async (c: AppContext) => {
  const { db } = c.get('deps')
  const [commit, records] = await Promise.all([commits.newest(db), latest(db, shownLatest)])
  return page(
    c,
    <Home
      published={commit.published}
      latest={records}
      commit={commit.publicSeq}
      origin={originOf(c)}
      publicSubmissions={c.env.PUBLIC_SUBMISSIONS === 'true'}
    />,
  )
}

const health = async (c: AppContext) => {
  const { seq, publicSeq } = await commits.newest(c.get('deps').db)
  // Each draft is a commit: the number counts them.
  const commit = may(c.get('actor'), 'seeAll') ? seq : publicSeq
  return c.json({ status: 'ok', commit }, 200, { 'Cache-Control': 'no-store' })
}

const problem = (c: AppContext) => {
  const name = c.req.param('name') ?? ''
  if (!Object.hasOwn(problemTypes, name)) throw problems.notFound('There is no such kind of problem.')
  return page(c, <ProblemTypePage name={name} {...problemTypes[name as ProblemName]} />)
}

export const about = new Hono<AppEnv>()
  .get('/', home)
  .get('/health', health)
  .get('/codebook', (c) => page(c, <CodebookPage />))
  .get('/problems/:name', problem)
