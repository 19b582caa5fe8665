"""The store in Redis, shared by every worker of every machine."""

import asyncio
import hashlib
from typing import Any

import msgspec
from redis.asyncio import Redis
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import ConnectionError, NoScriptError, RedisError

from bot.dialogue.conversation import Conversation
from bot.store.store import ANSWER_SECONDS, CLAIM_SECONDS, LEASE_SECONDS, Budget, Job

TIMEOUT_SECONDS = 1.0
"""How long Redis may take to answer before it counts as down."""
MOST_ADOPTED = 100

_NOW = "local t = redis.call('TIME') local now = t[1] + t[2] / 1e6 "
# KEYS: the bucket. ARGV: rate, burst, whether to reserve. Returns the seconds to wait, as a string.
_TAKE = (
    _NOW
    + """
local rate, burst = tonumber(ARGV[1]), tonumber(ARGV[2])
local kept = redis.call('HMGET', KEYS[1], 'tokens', 'at')
local tokens = math.min(burst, (tonumber(kept[1]) or burst) + (now - (tonumber(kept[2]) or now)) * rate)
local wait = math.max(0, (1 - tokens) / rate)
if wait == 0 or ARGV[3] == '1' then tokens = tokens - 1 end
redis.call('HSET', KEYS[1], 'tokens', tostring(tokens), 'at', string.format('%.6f', now))
redis.call('EXPIRE', KEYS[1], math.ceil((burst - tokens) / rate) + 1)
return tostring(wait)
"""
)
# KEYS: the bucket.
_GIVE_BACK = "if redis.call('EXISTS', KEYS[1]) == 1 then redis.call('HINCRBYFLOAT', KEYS[1], 'tokens', 1) end"
# KEYS: the claims. ARGV: owner, seconds.
_CLAIM = """
for _, key in ipairs(KEYS) do
  local holder = redis.call('GET', key)
  if holder and holder ~= ARGV[1] then return 0 end
end
for _, key in ipairs(KEYS) do
  if ARGV[2] == '0' then redis.call('DEL', key) else redis.call('SET', key, ARGV[1], 'EX', ARGV[2]) end
end
return 1
"""
# KEYS: the claim, the answer. ARGV: owner, seconds.
_BEGIN = """
local kept = redis.call('GET', KEYS[2])
local holder = redis.call('GET', KEYS[1])
if holder and holder ~= ARGV[1] then return {0, kept} end
redis.call('SET', KEYS[1], ARGV[1], 'EX', ARGV[2])
return {1, kept}
"""
# KEYS: the claim, the answer. ARGV: owner, the answer, seconds.
_KEEP = """
redis.call('SET', KEYS[2], ARGV[2], 'EX', ARGV[3])
if redis.call('GET', KEYS[1]) == ARGV[1] then redis.call('DEL', KEYS[1]) end
"""
# KEYS: jobs, leases, lane. ARGV: id, job, seconds of the lease, seconds that a lane is kept.
_ENTER = (
    _NOW
    + """
if redis.call('HSETNX', KEYS[1], ARGV[1], ARGV[2]) == 1 then
  redis.call('ZADD', KEYS[3], 0, ARGV[1])
  redis.call('EXPIRE', KEYS[3], ARGV[4])
  redis.call('ZADD', KEYS[2], now + ARGV[3], ARGV[1])
end
return 1
"""
)
# KEYS: jobs, leases, lane, then the claims. ARGV: id, job, lease, lane's seconds, claim's seconds.
_ACCEPT = (
    """
for i = 4, #KEYS do
  local holder = redis.call('GET', KEYS[i])
  if holder and holder ~= ARGV[1] then return 0 end
end
for i = 4, #KEYS do redis.call('SET', KEYS[i], ARGV[1], 'EX', ARGV[5]) end
"""
    + _ENTER
)
# KEYS: jobs, lane. ARGV: id.
_FIRST = """
if redis.call('HEXISTS', KEYS[1], ARGV[1]) == 0 then return 1 end
local head = redis.call('ZRANGE', KEYS[2], 0, 0)[1]
while head and head ~= ARGV[1] and redis.call('HEXISTS', KEYS[1], head) == 0 do
  redis.call('ZREM', KEYS[2], head)
  head = redis.call('ZRANGE', KEYS[2], 0, 0)[1]
end
if not head or head == ARGV[1] then return 1 end
return 0
"""
# KEYS: jobs. ARGV: id, job.
_UPDATE = "if redis.call('HEXISTS', KEYS[1], ARGV[1]) == 1 then redis.call('HSET', KEYS[1], ARGV[1], ARGV[2]) end"
# KEYS: jobs, leases, lane. ARGV: id.
_FINISH = """
redis.call('HDEL', KEYS[1], ARGV[1])
redis.call('ZREM', KEYS[2], ARGV[1])
redis.call('ZREM', KEYS[3], ARGV[1])
"""
# KEYS: leases. ARGV: seconds, then the ids.
_RENEW = (
    _NOW
    + """
for i = 2, #ARGV do redis.call('ZADD', KEYS[1], 'XX', now + ARGV[1], ARGV[i]) end
"""
)
# KEYS: jobs, leases. ARGV: seconds, most.
_ADOPT = (
    _NOW
    + """
local found = {}
for _, id in ipairs(redis.call('ZRANGEBYSCORE', KEYS[2], '-inf', now, 'LIMIT', 0, ARGV[2])) do
  local job = redis.call('HGET', KEYS[1], id)
  if job then
    redis.call('ZADD', KEYS[2], now + ARGV[1], id)
    found[#found + 1] = job
  else
    redis.call('ZREM', KEYS[2], id)
  end
end
return found
"""
)


class _Together:
    """What is asked while Redis answers goes to it together, over one connection: one write, one read.

    A connection for each question would cost most of a worker's time, and leave broken ones behind when Redis falls.
    """

    def __init__(self, redis: Redis) -> None:
        self._redis = redis
        self._asked: list[tuple[tuple[object, ...], asyncio.Future[Any]]] = []
        self._asking: asyncio.Task[None] | None = None

    async def ask(self, *command: object) -> Any:
        """What Redis answers to a command; raises what it raises."""
        loop = asyncio.get_running_loop()
        answer = loop.create_future()
        self._asked.append((command, answer))
        if self._asking is None:
            self._asking = loop.create_task(self._ask_all())
        return await answer

    async def _ask_all(self) -> None:
        while self._asked:
            asked, self._asked = self._asked, []
            pipeline = self._redis.pipeline(transaction=False)
            for command, _ in asked:
                pipeline.execute_command(*command)
            try:
                said = await pipeline.execute(raise_on_error=False)
            except Exception as error:
                # A connection that ends in the middle of a question ends in many ways: uvloop raises RuntimeError.
                failure = (
                    error if isinstance(error, RedisError) else ConnectionError(f"{type(error).__name__}: {error}")
                )
                said = [failure] * len(asked)
                await self._redis.connection_pool.disconnect()
            for (_, answer), one in zip(asked, said, strict=True):
                if answer.done():
                    continue
                if isinstance(one, Exception):
                    answer.set_exception(one)
                else:
                    answer.set_result(one)
        self._asking = None


class _Script:
    """A script that Redis knows by its digest, once it has seen it."""

    def __init__(self, together: _Together, text: str) -> None:
        self._together = together
        self._text = text
        self._digest = hashlib.sha1(text.encode(), usedforsecurity=False).hexdigest()

    async def __call__(self, keys: list[str], arguments: list[Any]) -> Any:
        given = (len(keys), *keys, *arguments)
        try:
            return await self._together.ask("EVALSHA", self._digest, *given)
        except NoScriptError:
            return await self._together.ask("EVAL", self._text, *given)


class RedisStore:
    """See `Store`. What goes wrong with Redis comes out as `redis.RedisError` or `OSError`."""

    def __init__(self, url: str, seconds: float = 1800, prefix: str = "laureat:") -> None:
        """
        Args:
            url: where Redis is (`redis://…`, `rediss://…`, `unix://…`).
            seconds: how long a conversation lives after its last message.
            prefix: what the keys begin with.
        """
        # A command that may have been done is not sent again here: whoever asked knows what to do.
        self._redis: Redis = Redis.from_url(
            url,
            socket_timeout=TIMEOUT_SECONDS,
            socket_connect_timeout=TIMEOUT_SECONDS,
            retry=Retry(NoBackoff(), 0),
        )
        self._seconds = round(seconds)
        self._prefix = prefix
        self._jobs = f"{prefix}jobs"
        self._leases = f"{prefix}leases"
        self._conversations = msgspec.msgpack.Decoder(Conversation)
        self._encode = msgspec.msgpack.Encoder().encode
        together = _Together(self._redis)
        self._ask = together.ask
        self._take = _Script(together, _TAKE)
        self._give_back = _Script(together, _GIVE_BACK)
        self._claim = _Script(together, _CLAIM)
        self._begin = _Script(together, _BEGIN)
        self._keep = _Script(together, _KEEP)
        self._accept = _Script(together, _ACCEPT)
        self._first = _Script(together, _FIRST)
        self._update = _Script(together, _UPDATE)
        self._finish = _Script(together, _FINISH)
        self._renew = _Script(together, _RENEW)
        self._adopt = _Script(together, _ADOPT)

    def _key(self, kind: str, name: str) -> str:
        """A key that tells nobody who speaks: names of senders may be telephone numbers."""
        digest = hashlib.blake2b(name.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
        return f"{self._prefix}{kind}:{digest}"

    async def ping(self) -> None:
        """Raises unless Redis answers."""
        await self._ask("PING")

    async def load(self, sender: str) -> Conversation:
        """See `Store`; what an older Lauréat kept in another shape is forgotten."""
        kept: bytes | None = await self._ask("GET", self._key("conversation", sender))
        try:
            return self._conversations.decode(kept) if kept else Conversation()
        except msgspec.DecodeError:
            return Conversation()

    async def save(self, sender: str, conversation: Conversation) -> None:
        """See `Store`."""
        key = self._key("conversation", sender)
        await self._ask("SET", key, self._encode(conversation), "EX", self._seconds)

    async def forget(self, sender: str) -> bool:
        """Let go of the person's conversation at once; whether there was one."""
        return bool(await self._ask("DEL", self._key("conversation", sender)))

    async def take(self, budget: Budget, reserve: bool = False) -> float:
        """See `Store`."""
        return float(await self._take([self._key("budget", budget.key)], [budget.rate, budget.burst, int(reserve)]))

    async def give_back(self, budget: Budget) -> None:
        """See `Store`."""
        await self._give_back([self._key("budget", budget.key)], [])

    async def claim(self, keys: tuple[str, ...], owner: str, seconds: float = CLAIM_SECONDS) -> bool:
        """See `Store`."""
        return bool(await self._claim([self._key("claim", key) for key in keys], [owner, round(seconds)]))

    async def begin(self, key: str, owner: str) -> tuple[bool, bytes | None]:
        """See `Store`."""
        keys = [self._key("claim", key), self._key("answer", key)]
        claimed, kept = await self._begin(keys, [owner, round(LEASE_SECONDS)])
        return bool(claimed), kept

    async def keep(self, key: str, owner: str, answer: bytes) -> None:
        """See `Store`."""
        keys = [self._key("claim", key), self._key("answer", key)]
        await self._keep(keys, [owner, answer, round(ANSWER_SECONDS)])

    async def recall(self, key: str) -> bytes | None:
        """See `Store`."""
        kept: bytes | None = await self._ask("GET", self._key("answer", key))
        return kept

    async def accept(self, job: Job) -> bool:
        """See `Store`."""
        keys = [self._jobs, self._leases, self._key("lane", job.lane), *(self._key("claim", key) for key in job.claims)]
        times = [LEASE_SECONDS, round(CLAIM_SECONDS), round(CLAIM_SECONDS)]
        return bool(await self._accept(keys, [job.id, self._encode(job), *times]))

    async def first(self, job: Job) -> bool:
        """See `Store`."""
        return bool(await self._first([self._jobs, self._key("lane", job.lane)], [job.id]))

    async def update(self, job: Job) -> None:
        """See `Store`."""
        await self._update([self._jobs], [job.id, self._encode(job)])

    async def finish(self, job: Job) -> None:
        """See `Store`."""
        await self._finish([self._jobs, self._leases, self._key("lane", job.lane)], [job.id])

    async def renew(self, ids: list[str], seconds: float = LEASE_SECONDS) -> None:
        """See `Store`."""
        await self._renew([self._leases], [seconds, *ids])

    async def adopt(self) -> list[Job]:
        """See `Store`."""
        found = await self._adopt([self._jobs, self._leases], [LEASE_SECONDS, MOST_ADOPTED])
        return sorted((msgspec.msgpack.decode(job, type=Job) for job in found), key=lambda job: job.id)

    async def close(self) -> None:
        """See `Store`."""
        await self._redis.aclose()
