// A queue that outlives requests: one job every 50 ms.
const jobs = [];

setInterval(() => jobs.shift()?.(), 50).unref();

export function enqueue(job) {
  jobs.push(job);
}
