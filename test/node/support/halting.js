// The Worker as it is, which can be made to stand still at one of its writes to the database and the bucket, so that it is
// killed there. A request says at which one of a kind: `Halt: batch 3 before`, `during` or `after`; it is told in the log.
// GET /writes tells the writes of the last request that had the header, in their order.
import worker from './index.js'

const bucketWrites = ['put', 'delete', 'createMultipartUpload', 'uploadPart', 'complete', 'abort']
let listed = []

/** Does a write, and stands still at the one that is named. */
const stepping = (wanted) => {
  const [kind, number, when] = wanted.split(' ')
  const done = []
  listed = done
  return async (name, act) => {
    done.push(name)
    const nth = done.filter((each) => each === name).length
    if (name !== kind || String(nth) !== number) return act()
    const written = when === 'before' ? undefined : act()
    if (when === 'after') await written
    console.log(`Halted: ${wanted}`)
    await scheduler.wait(600_000)
  }
}

/** An object some of whose methods are others. */
const over = (inner, methods) =>
  new Proxy(inner, {
    get: (target, name) => {
      if (Object.hasOwn(methods, name)) return methods[name]
      const found = Reflect.get(target, name)
      return typeof found === 'function' ? found.bind(target) : found
    },
  })

/** The statement in a shown one, and the shown ones that write: a batch may be of another session than its statements. */
const plain = new WeakMap()
const writing = new WeakSet()

const database = (db, step) => {
  const statement = (inner, isWrite) => {
    const asked =
      (name) =>
      (...values) =>
        isWrite ? step(name, () => inner[name](...values)) : inner[name](...values)
    const methods = { bind: (...values) => statement(inner.bind(...values), isWrite) }
    for (const name of ['first', 'all', 'run', 'raw']) methods[name] = asked(name)
    const shown = over(inner, methods)
    plain.set(shown, inner)
    if (isWrite) writing.add(shown)
    return shown
  }
  return over(db, {
    prepare: (sql) => statement(db.prepare(sql), !/^\s*(select|with)\b/i.test(sql)),
    batch: (statements) => {
      const act = () => db.batch(statements.map((each) => plain.get(each) ?? each))
      return statements.some((each) => writing.has(each)) ? step('batch', act) : act()
    },
    withSession: (...given) => database(db.withSession(...given), step),
  })
}

const bucket = (files, step) => {
  const methods = {}
  for (const name of bucketWrites)
    methods[name] = (...given) =>
      step(name, async () => {
        const made = await files[name](...given)
        return name === 'createMultipartUpload' ? bucket(made, step) : made
      })
  return over(files, methods)
}

export default {
  fetch(request, env, context) {
    if (new URL(request.url).pathname === '/writes') return Response.json(listed)
    const wanted = request.headers.get('Halt')
    if (wanted === null) return worker.fetch(request, env, context)
    const step = stepping(wanted)
    const halting = { ...env, DB: database(env.DB, step), FILES: bucket(env.FILES, step) }
    return worker.fetch(request, halting, context)
  },
}
