-- Claims about something that happened in a stretch of time, in order.
SELECT document, nth FROM timed
WHERE time_from >= coalesce(:from, '') AND time_from < coalesce(:to, 'A')  -- behind all digits
ORDER BY time_from, time_to, document, nth LIMIT :most OFFSET :skip;
