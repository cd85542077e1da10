SELECT
    car_number,
    driver,
    team,
    manufacturer,
    AVG(speed_mph) as avg_speed
FROM nascar_telemetry.engine_telemetry
WHERE time > now() - INTERVAL '10 seconds'
GROUP BY car_number, driver, team, manufacturer
ORDER BY avg_speed DESC
LIMIT 10;

SELECT
    time,
    speed_mph,
    rpm,
    throttle_position,
    fuel_level,
    lap
FROM nascar_telemetry.engine_telemetry
WHERE car_number = 24
  AND time >= now() - INTERVAL '5 minutes'
ORDER BY time DESC
LIMIT 1000;

SELECT
    manufacturer,
    COUNT(*) as samples,
    AVG(rpm) as avg_rpm,
    AVG(speed_mph) as avg_speed,
    AVG(throttle_position) as avg_throttle,
    MAX(speed_mph) as max_speed
FROM nascar_telemetry.engine_telemetry
WHERE time >= now() - INTERVAL '1 minute'
GROUP BY manufacturer
ORDER BY avg_speed DESC;

SELECT
    car_number,
    ANY_VALUE(driver) as driver,
    lap,
    ROUND(AVG((lf_temp_f + rf_temp_f + lr_temp_f + rr_temp_f) / 4.0), 1) as avg_tire_temp,
    ROUND(AVG((lf_pressure_psi + rf_pressure_psi + lr_pressure_psi + rr_pressure_psi) / 4.0), 1) as avg_tire_pressure,
    MAX(lf_temp_f) as hottest_tire_temp
FROM nascar_telemetry.tire_telemetry
WHERE car_number = 24
  AND time >= now() - INTERVAL '10 minutes'
GROUP BY car_number, lap
ORDER BY lap DESC
LIMIT 50;

SELECT
    car_number,
    driver,
    MAX(lateral_g) as max_lateral_g,
    ROUND(AVG(ABS(lateral_g)), 2) as avg_lateral_g,
    MAX(longitudinal_g) as max_longitudinal_g,
    MAX(brake_pressure_psi) as max_brake_pressure
FROM nascar_telemetry.chassis_telemetry
WHERE time >= now() - INTERVAL '5 minutes'
GROUP BY car_number, driver
ORDER BY max_lateral_g DESC
LIMIT 10;

SELECT
    car_number,
    ANY_VALUE(driver) as driver,
    ANY_VALUE(team) as team,
    MAX(lap) as current_lap,
    ROUND(AVG(fuel_level), 2) as avg_fuel_level,
    ROUND(MIN(fuel_level), 2) as min_fuel_level,
    ROUND(MAX(fuel_level), 2) as max_fuel_level,
    COUNT(*) as samples
FROM nascar_telemetry.engine_telemetry
WHERE time >= now() - INTERVAL '2 minutes'
GROUP BY car_number
ORDER BY avg_fuel_level ASC
LIMIT 10;

SELECT
    team,
    COUNT(DISTINCT car_number) as cars,
    ROUND(AVG(speed_mph), 1) as avg_speed,
    ROUND(MAX(speed_mph), 1) as max_speed,
    ROUND(AVG(rpm), 0) as avg_rpm,
    COUNT(*) as samples
FROM nascar_telemetry.engine_telemetry
WHERE time >= now() - INTERVAL '30 seconds'
GROUP BY team
ORDER BY avg_speed DESC;

SELECT
    car_number,
    driver,
    COUNT(*) as heavy_brake_events,
    ROUND(AVG(brake_pressure_psi), 0) as avg_brake_pressure,
    MAX(brake_pressure_psi) as max_brake_pressure,
    ROUND(AVG(ABS(steering_angle_deg)), 1) as avg_steering_angle
FROM nascar_telemetry.chassis_telemetry
WHERE time >= now() - INTERVAL '1 minute'
  AND brake_pressure_psi > 500
GROUP BY car_number, driver
ORDER BY heavy_brake_events DESC
LIMIT 10;
